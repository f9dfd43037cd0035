package dev.rolecall.console.notices;

import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import java.util.Locale;
import java.util.Optional;

/** Something about a hold that somebody should know. Holds no personal data: no samples. */
record Notice(Event event, Hold hold) {

  enum Event {
    OPENED,
    REMINDED,
    RELEASED,
    REJECTED,
    EXPIRED,
    OVERTAKEN
  }

  String word() {
    return event.name().toLowerCase(Locale.ROOT);
  }

  /** What to type in order to see all of it. */
  String command() {
    return "rolecall holds show " + hold.getId();
  }

  /** Whose decision it was; empty: nobody's. */
  Optional<HoldDecision> decision() {
    return Optional.ofNullable(hold.getDecision());
  }

  /** Says nothing of the samples, which are people. */
  @Override
  public String toString() {
    return "Notice[" + event + ", " + hold.getId() + "]";
  }
}

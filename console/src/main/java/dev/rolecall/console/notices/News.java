package dev.rolecall.console.notices;

import dev.rolecall.console.notices.Notice.Event;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which records are news: a hold is written again with each cell that is added, and that is none.
 * Remembers what is open; what is decided is forgotten, unless it was decided just now.
 */
final class News {

  /** Far more than are ever open at once; the oldest would be told of once more. */
  private static final int MOST_REMEMBERED = 10_000;

  private record Known(HoldState state, int reminders) {}

  private final Map<String, Known> known = new LinkedHashMap<>();

  /**
   * What a record says that was not known.
   *
   * @param told others were told of this record already
   */
  Optional<Notice> of(Hold hold, boolean told) {
    Known now = new Known(hold.getState(), hold.getReminders());
    Known before = known.get(hold.getId());
    remember(hold.getId(), now);
    return told ? Optional.empty() : event(before, now).map(event -> new Notice(event, hold));
  }

  private static Optional<Event> event(@Nullable Known before, Known now) {
    if (before != null && before.state() == now.state()) {
      return now.reminders() > before.reminders() && now.state() == HoldState.OPEN
          ? Optional.of(Event.REMINDED)
          : Optional.empty();
    }
    return Optional.of(
        switch (now.state()) {
          case OPEN -> Event.OPENED;
          case RELEASED -> Event.RELEASED;
          case REJECTED -> Event.REJECTED;
          case EXPIRED -> Event.EXPIRED;
          case OVERTAKEN -> Event.OVERTAKEN;
        });
  }

  private void remember(String hold, Known now) {
    known.remove(hold);
    known.put(hold, now);
    if (known.size() > MOST_REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
  }
}

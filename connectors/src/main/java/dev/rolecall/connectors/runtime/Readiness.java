package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Intent;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether, and when, there is work for a person: pending is what access and status differ in. */
sealed interface Readiness {

  /** Nothing to do: there is no access. */
  record Idle() implements Readiness {}

  /** Waits for settings, or for the end of a pause. */
  record Parked(Urgency urgency) implements Readiness {}

  /** Work, not before then. */
  record From(Instant at, Urgency urgency) implements Readiness {}

  /**
   * Decides it.
   *
   * @param owner this process
   * @param looked when the tool was last read for this person; the epoch: not with the settings of
   *     now
   * @param sweep how long a look stays good
   */
  static Readiness of(
      @Nullable Access access,
      @Nullable Status status,
      @Nullable Control control,
      String owner,
      Instant looked,
      java.time.Duration sweep) {
    if (access == null) {
      return new Idle();
    }
    From from = from(access, status, owner, looked, sweep);
    return control == null
            || control.getPaused()
            || isNewer(access.getSettings(), control.getVersion())
        ? new Parked(from.urgency())
        : from;
  }

  private static From from(
      Access access,
      @Nullable Status status,
      String owner,
      Instant looked,
      java.time.Duration sweep) {
    Urgency urgency = Urgency.of(access, status);
    if (status == null) {
      return new From(Instant.EPOCH, urgency);
    }
    Intent intent = status.getIntent();
    Instant settled =
        intent == null || intent.getOwner().equals(owner) ? Instant.EPOCH : intent.getDeadline();
    if (!access.getVersion().equals(status.getApplied())) {
      return new From(settled, urgency);
    }
    Instant next = status.getNextAttempt();
    if (intent != null) {
      return new From(next != null && next.isAfter(settled) ? next : settled, urgency);
    }
    if (next != null) {
      // Other settings are a reason to look at once; a tool that fails is left alone all the same.
      boolean retries = status.getState() == State.RETRYING;
      return new From(
          looked.equals(Instant.EPOCH) && !retries ? Instant.EPOCH : next,
          retries ? urgency : Urgency.LOOK);
    }
    return status.getState() == State.RETRYING
        ? new From(Instant.EPOCH, urgency)
        : new From(looked.plus(sweep), Urgency.LOOK);
  }

  /**
   * Whether access depends on settings that we have not read yet. Another epoch says nothing of
   * which is newer, so it waits as well.
   */
  static boolean isNewer(Version needed, Version held) {
    return needed.getEpoch() != held.getEpoch() || needed.getCounter() > held.getCounter();
  }
}

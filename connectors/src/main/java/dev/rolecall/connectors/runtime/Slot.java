package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One person of a partition of ours: the newest access and status. Kept encoded, a quarter of the
 * size; touched by the loop's thread only.
 */
final class Slot {

  private static final Codec<Access> ACCESS = Codec.of(Access.class);
  private static final Codec<Status> STATUS = Codec.of(Status.class);

  /** What work under way is told. */
  enum Signal {
    GO,
    /** Finish the call, write what is known, and end: there is newer access, or we close. */
    STOP,
    /** As STOP, and a call that still waits for a permit is not made either: the tool is paused. */
    PAUSE,
    /** Neither call nor write any more: the partition is somebody else's. */
    DROP
  }

  final String key;
  final int partition;
  final AtomicReference<Signal> signal = new AtomicReference<>(Signal.GO);

  private byte @Nullable [] access;
  private byte @Nullable [] status;
  private long statusOffset = -1;

  /** When the newest access was written. */
  Instant written = Instant.EPOCH;

  Instant looked = Instant.EPOCH;
  Instant notBefore = Instant.EPOCH;
  @Nullable Urgency waitsAs;

  /** Of the newest status. */
  @Nullable State state;

  @Nullable Instant waitsSince;
  Urgency runsAs = Urgency.REST;
  boolean running;

  /** Settings changed while work was under way: it is looked at once more. */
  boolean outdated;

  /** Works in a row whose end could not be written. */
  int unwritten;

  /** When it is looked at again; null: it waits for no time. */
  Slots.@Nullable Timer timer;

  Slot(String key, int partition) {
    this.key = key;
    this.partition = partition;
  }

  @Nullable Access access() {
    return access == null ? null : ACCESS.decode(access);
  }

  @Nullable Status status() {
    return status == null ? null : STATUS.decode(status);
  }

  void access(@Nullable Access newest) {
    access = newest == null ? null : ACCESS.encode(newest);
  }

  /** Whether it was news: a status may be read back after its writer knows of it. */
  boolean status(@Nullable Status newest, long offset) {
    if (offset <= statusOffset) {
      return false;
    }
    statusOffset = offset;
    status = newest == null ? null : STATUS.encode(newest);
    state = newest == null ? null : newest.getState();
    return true;
  }

  boolean isEmpty() {
    return access == null && status == null && !running;
  }
}

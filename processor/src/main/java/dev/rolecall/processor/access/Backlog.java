package dev.rolecall.processor.access;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What this process has before it: all of its partitions share one. Safe for several threads. */
final class Backlog {

  /** So many records that were fetched mean that many people changed at once. */
  static final int MANY_PEOPLE = 50;

  /**
   * With so many proposals before it the guard is given only those of leavers, who so wait for a
   * tenth of a second on a busy machine.
   */
  static final int MANY_PROPOSALS = 100;

  private final Consumer<RecordMetadata> worked;
  private final LongSupplier people;
  private final LongSupplier proposals;
  private final AtomicLong waiting = new AtomicLong();

  /**
   * One with nobody waiting.
   *
   * @param worked told of each record that was worked on
   * @param people records of people that were fetched and not worked on
   * @param proposals the same of proposals, as far as the guard of this process sees them
   */
  Backlog(Consumer<RecordMetadata> worked, LongSupplier people, LongSupplier proposals) {
    this.worked = worked;
    this.people = people;
    this.proposals = proposals;
  }

  void worked(RecordMetadata record) {
    worked.accept(record);
  }

  /** Whether many people changed at once. */
  boolean isLong() {
    return people.getAsLong() >= MANY_PEOPLE;
  }

  /** Whether the guard is busy with what it has. */
  boolean isGuardBusy() {
    return proposals.getAsLong() >= MANY_PROPOSALS;
  }

  /** More people, or fewer, wait to be resolved. */
  void waiting(int change) {
    waiting.addAndGet(change);
  }

  /** People who were read and wait to be resolved. */
  long waiting() {
    return waiting.get();
  }
}

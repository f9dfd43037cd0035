package dev.rolecall.console.notices;

import dev.rolecall.schemas.avro.Hold;
import java.time.Duration;
import java.util.List;

/** The records of holds, in order, from the first that there is; one reader at a time has them. */
interface HoldRecords extends AutoCloseable {

  /**
   * A record.
   *
   * @param told it was read, and whoever should know was told, before this reader began
   */
  record Read(Hold hold, boolean told) {}

  /**
   * The next ones; none after the time given. Only what was {@linkplain #done done} is taken as
   * told by the next reader.
   */
  List<Read> next(Duration longest);

  /** Stays the reader for that long without reading anything. */
  void stay(Duration time);

  /** Everything that {@link #next} returned so far has been told. */
  void done();

  /** Ends a wait in {@link #next} or {@link #stay}; safe from other threads. */
  void wakeUp();

  @Override
  void close();
}

package dev.rolecall.ingest.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How long a bulk request may take, and how fast its operations may follow each other: they count
 * as requests of their directory.
 *
 * @param deadline after which no operation is begun
 */
record BulkTime(String directory, InstantSource clock, Turns turns, Instant deadline) {

  /**
   * Waits for the turn of the next operation.
   *
   * @return when it begins
   * @throws dev.rolecall.ingest.scim.ScimException 503, when that is too late
   */
  Instant next() {
    Instant now = clock.instant();
    Optional<Duration> wait = turns.take(directory, now);
    while (wait.isPresent() && !now.plus(wait.get()).isAfter(deadline)) {
      pause(wait.get());
      now = clock.instant();
      wait = turns.take(directory, now);
    }
    if (wait.isPresent() || now.isAfter(deadline)) {
      throw Directory.unavailable("Nothing was changed: the bulk request took too long.");
    }
    return now;
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Directory.unavailable("Nothing was changed: the service stops.");
    }
  }
}

package dev.rolecall.ingest.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a directory may have its next request, whether it came alone or inside another. */
@FunctionalInterface
interface Turns {

  /** Takes a turn; when there is none, after how long there will be. */
  Optional<Duration> take(String directory, Instant at);
}

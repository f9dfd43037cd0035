package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.avro.Finding;
import java.time.Instant;
import java.util.List;

/** Who is told that every managed scope was read. */
@FunctionalInterface
interface Swept {

  /**
   * A whole sweep is over, and what it found is on the log.
   *
   * @param began when its first scope was read
   * @param resync the request that it answers, as in {@code Control.resync}; "" when none was made
   * @param kept roles that protected accounts lost and did not get back; no personal data
   */
  void swept(Instant began, String resync, List<Finding> kept);
}

package dev.rolecall.connectors.runtime;

import java.util.Map;
import java.util.Optional;

/**
 * No work on a partition before everything was read that was there when it was assigned. Without it
 * a restarted connector applies what it reads first, which is what is oldest.
 */
final class Barrier {

  private Optional<Map<String, Long>> ends = Optional.empty();
  private boolean passed;

  /** The ends of all logs at assignment, by name of the log. */
  void at(Map<String, Long> ends) {
    this.ends = Optional.of(Map.copyOf(ends));
  }

  /**
   * Whether work may start; once so, for ever.
   *
   * @param positions up to where each log has been read
   */
  boolean passed(Map<String, Long> positions) {
    passed =
        passed
            || ends.filter(logs ->
                    logs.entrySet().stream()
                        .allMatch(
                            log -> positions.getOrDefault(log.getKey(), -1L) >= log.getValue()))
                .isPresent();
    return passed;
  }

  boolean isPassed() {
    return passed;
  }
}

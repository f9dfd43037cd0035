package dev.rolecall.connectors.tool;

import java.util.Map;
import java.util.Optional;

/**
 * How often a tool may be called, by what its vendor documents.
 *
 * @param all of all calls together; empty: no limit is known
 * @param apart further limits, of calls that the tool counts apart
 */
public record CallLimits(Optional<Limit> all, Map<CallClass, Limit> apart) {

  /** The tool itself says when it is too much. */
  public static final CallLimits NONE = new CallLimits(Optional.empty(), Map.of());

  public CallLimits {
    apart = Map.copyOf(apart);
  }

  /**
   * A rate.
   *
   * @param perMinute on average, at least 1
   * @param burst at once after a pause, at least 1
   */
  public record Limit(int perMinute, int burst) {
    public Limit {
      if (perMinute < 1 || burst < 1) {
        throw new IllegalArgumentException("a limit of less than one call");
      }
    }
  }
}

package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.ConnectorTypes;
import dev.rolecall.connectors.tool.CallClass;
import dev.rolecall.connectors.tool.CallLimits;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import dev.rolecall.connectors.tool.CallPermit;
import dev.rolecall.connectors.tool.ConnectorType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Rate limits of a tool. Who waits for a permit gets it by urgency: leavers first. */
public final class RateLimits {

  /** A configured rate allows the burst that the default of GitLab.com, 20 of 90, would. */
  private static final int CALLS_PER_BURST_CALL = 4;

  private RateLimits() {}

  /**
   * The permit to give to one instance of a tool, for all its calls.
   *
   * @param type of the tool, as in the configuration
   * @param options of the instance; a GitLab's edition counts as self-managed unless it is here
   * @param callsPerMinute replaces the type's limit of all calls; limits of calls that the tool
   *     counts apart stay
   * @throws IllegalArgumentException for an unknown type, a wrong option, or less than one call
   */
  public static CallPermit permit(
      String type, Map<String, String> options, Optional<Integer> callsPerMinute) {
    ConnectorType known =
        ConnectorTypes.all().stream()
            .filter(it -> it.name().equals(type))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no type of tool " + type));
    CallLimits limits = known.limits(options);
    Optional<Limit> configured =
        callsPerMinute.map(calls -> new Limit(calls, Math.max(1, calls / CALLS_PER_BURST_CALL)));
    return permit(new CallLimits(configured.or(limits::all), limits.apart()));
  }

  static CallPermit permit(CallLimits limits) {
    Optional<Turnstile> all = limits.all().map(Turnstile::new);
    Map<CallClass, Turnstile> apart = new EnumMap<>(CallClass.class);
    limits.apart().forEach((kind, limit) -> apart.put(kind, new Turnstile(limit)));
    return kind -> {
      // The scarcer one first: a permit of all calls is not held while waiting for it.
      Turnstile own = apart.get(kind);
      if (own != null) {
        own.acquire();
      }
      if (all.isPresent()) {
        all.get().acquire();
      }
      Turn.goOn();
    };
  }
}

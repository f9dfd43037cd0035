package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.ConnectorTypes;
import dev.rolecall.connectors.tool.Allowance;
import dev.rolecall.connectors.tool.CallClass;
import dev.rolecall.connectors.tool.CallLimits;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import dev.rolecall.connectors.tool.CallPermit;
import dev.rolecall.connectors.tool.ConnectorType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rate limits of a tool, for all calls of this process to it. Who waits for a permit gets it by
 * urgency: leavers first. What is configured is for all processes together; each has the share of
 * the partitions that it owns. What the tool says of its limits slows the calls down before it has
 * to refuse them.
 */
public final class RateLimits implements CallPermit {

  /** A configured rate allows the burst that the default of GitLab.com, 20 of 90, would. */
  private static final int CALLS_PER_BURST_CALL = 4;

  private final Turnstile all;
  private final Map<CallClass, Turnstile> apart = new EnumMap<>(CallClass.class);
  private double share = 1;

  private RateLimits(CallLimits limits, Ticks ticks) {
    this.all = new Turnstile(limits.all(), ticks);
    limits
        .apart()
        .forEach((kind, limit) -> apart.put(kind, new Turnstile(Optional.of(limit), ticks)));
  }

  /**
   * The permit to give to one instance of a tool, for all its calls.
   *
   * @param type of the tool, as in the configuration
   * @param options of the instance; a GitLab's edition counts as self-managed unless it is here
   * @param callsPerMinute replaces the type's limit of all calls; limits of calls that the tool
   *     counts apart stay
   * @throws IllegalArgumentException for an unknown type, a wrong option, or less than one call
   */
  public static RateLimits permit(
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

  /** Nothing but what the tool itself says. */
  public static RateLimits none() {
    return permit(CallLimits.NONE);
  }

  static RateLimits permit(CallLimits limits) {
    return permit(limits, Ticks.SYSTEM);
  }

  static RateLimits permit(CallLimits limits, Ticks ticks) {
    return new RateLimits(limits, ticks);
  }

  @Override
  public void acquire(CallClass kind) throws InterruptedException {
    // The scarcer one first: a permit of all calls is not held while waiting for it.
    Turnstile own = apart.get(kind);
    if (own != null) {
      own.acquire();
    }
    if (!Turn.isPaid()) {
      all.acquire();
    }
    Turn.goOn();
  }

  /** Waits for the permit of the first call of a change, whatever its class. */
  void first() throws InterruptedException {
    all.acquire();
    Turn.goOn();
  }

  @Override
  public void told(Allowance allowance) {
    all.told(allowance);
  }

  @Override
  public void refused() {
    all.change(Budget::refused);
  }

  /**
   * This process' part of the calls of all processes.
   *
   * @param owned partitions of the tool's access that it owns
   * @param partitions how many there are
   */
  void share(int owned, int partitions) {
    double newest = partitions == 0 ? 0 : (double) owned / partitions;
    if (newest != share) {
      share = newest;
      all.change((it, now) -> it.share(newest, now));
      apart.values().forEach(one -> one.change((it, now) -> it.share(newest, now)));
    }
  }

  /** Calls a minute that may be made now; infinite: as many as one likes. */
  double perMinute() {
    return all.perMinute();
  }

  /** How many calls wait for a permit. */
  int waiting() {
    return all.waiting() + apart.values().stream().mapToInt(Turnstile::waiting).sum();
  }

  /** Has everybody who waits look at the time again. */
  void wake() {
    all.change((it, now) -> {});
    apart.values().forEach(one -> one.change((it, now) -> {}));
  }

  /** Nanoseconds until the next call of all that are not counted apart may be made. */
  long untilFree() {
    return all.untilFree();
  }
}

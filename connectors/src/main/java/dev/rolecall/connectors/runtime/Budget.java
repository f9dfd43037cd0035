package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Allowance;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import java.time.Duration;
import java.util.Optional;

/**
 * How many calls may be made, and when: a bucket that fills at a rate. The rate is this process'
 * share of what is configured; less when the tool says that little is left, or that it was too
 * much. Arithmetic only, in nanoseconds of any clock; one thread at a time.
 */
final class Budget {

  private static final double MINUTE = Duration.ofMinutes(1).toNanos();

  /**
   * Calls a minute of a process that owns no partition: nobody works there, but a probe that was
   * begun has to end.
   */
  private static final double TRICKLE = 1;

  /**
   * From when on what is left is spread over the time left. The first half may go in a burst: a few
   * people change at a time, and need not wait for a limit that they do not reach.
   */
  private static final double SPREAD_BELOW = 0.5;

  /** A refusal halves the rate (as in RFC 5681, section 3.1). */
  private static final double LESS = 0.5;

  /**
   * Then the rate comes back in equal steps. Longer than the minute in which vendors count, so that
   * each window shows whether it is too much again; shorter than a quarter of an hour, after which
   * people are looked at anew.
   */
  private static final double RECOVERY = Duration.ofMinutes(5).toNanos();

  /** Refusals of calls that were under way together are one. */
  private static final double TOGETHER = Duration.ofSeconds(5).toNanos();

  /** A tool without a configured limit is called so many times a minute at least. */
  private static final double SLOWEST = 6;

  private final Optional<Limit> limit;
  private double share = 1;
  private double permits;
  private long at;

  private double spread = Double.POSITIVE_INFINITY;
  private long spreadEnds;

  private boolean wasRefused;
  private long refusedAt;
  private double lowered;
  private double normal;

  private long minute;
  private int callsThisMinute;
  private int callsLastMinute;

  /**
   * A full bucket.
   *
   * @param limit empty: none but what the tool says
   */
  Budget(Optional<Limit> limit, long now) {
    this.limit = limit;
    this.at = now;
    this.minute = now;
    this.permits = capacity(now);
  }

  /** Nanoseconds until a permit is there; zero: it can be taken. */
  long free(long now) {
    fill(now);
    if (permits >= 1) {
      return 0;
    }
    double wait = (1 - permits) / rate(now);
    // What the tool said holds for its window only; a lowered rate grows meanwhile.
    double longest = isSpread(now) ? spreadEnds - now : Double.MAX_VALUE;
    return (long) Math.ceil(Math.min(Math.min(wait, longest), MINUTE));
  }

  void take(long now) {
    fill(now);
    permits -= 1;
    count(now);
  }

  /**
   * This process' part of all that may be called.
   *
   * @param part 0 to 1
   */
  void share(double part, long now) {
    fill(now);
    share = part;
    permits = Math.min(permits, capacity(now));
  }

  void told(Allowance allowance, long now) {
    fill(now);
    boolean plenty = allowance.remaining() >= allowance.limit() * SPREAD_BELOW;
    spread =
        plenty ? Double.POSITIVE_INFINITY : Math.max(0, allowance.perSecond() * share) / 1e9;
    spreadEnds = now + Math.max(allowance.resetIn().toNanos(), Duration.ofSeconds(1).toNanos());
    permits = Math.min(permits, capacity(now));
  }

  void refused(long now) {
    fill(now);
    if (wasRefused && now - refusedAt < TOGETHER) {
      return;
    }
    double before = limit.isPresent() ? rate(now) : Math.min(rate(now), observed(now));
    normal = limit.isPresent() ? configured() : Math.max(before, SLOWEST / MINUTE);
    lowered = Math.max(before * LESS, Math.min(normal, SLOWEST / MINUTE));
    wasRefused = true;
    refusedAt = now;
    permits = Math.min(permits, 0);
  }

  /** Calls a minute that may be made now; infinite: as many as one likes. */
  double perMinute(long now) {
    return rate(now) * MINUTE;
  }

  private void fill(long now) {
    double rate = rate(now);
    double filled = rate == Double.POSITIVE_INFINITY ? capacity(now) : permits + rate * (now - at);
    permits = Math.min(capacity(now), filled);
    at = now;
  }

  /** Permits in a nanosecond. */
  private double rate(long now) {
    double rate = configured();
    if (isSpread(now)) {
      rate = Math.min(rate, spread);
    }
    if (isRecovering(now)) {
      rate = Math.min(rate, lowered + (normal - lowered) * ((now - refusedAt) / RECOVERY));
    }
    return rate;
  }

  private double configured() {
    if (limit.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    return share == 0 ? TRICKLE / MINUTE : limit.get().perMinute() * share / MINUTE;
  }

  /** No bursts while the tool says that it is nearly, or was, too much. */
  private double capacity(long now) {
    boolean careful = isSpread(now) || isRecovering(now);
    return limit.isEmpty() || careful ? 1 : Math.max(1, limit.get().burst() * share);
  }

  private boolean isSpread(long now) {
    return spread != Double.POSITIVE_INFINITY && now - spreadEnds < 0;
  }

  private boolean isRecovering(long now) {
    return wasRefused && now - refusedAt < RECOVERY;
  }

  private void count(long now) {
    double minutes = (now - minute) / MINUTE;
    if (minutes >= 1) {
      callsLastMinute = minutes < 2 ? callsThisMinute : 0;
      callsThisMinute = 0;
      minute = now;
    }
    callsThisMinute++;
  }

  private double observed(long now) {
    double last = now - minute < MINUTE ? callsLastMinute : 0;
    return Math.max(callsThisMinute, last) / MINUTE;
  }
}

package dev.rolecall.ingest.door;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many requests a directory may send to one process: a bucket of tokens that fills steadily.
 * One identity provider's import must not take the process from the others; what is refused is
 * tried again by every client that we know of.
 */
final class RequestLimit {

  /**
   * Unless configured otherwise: twenty times what Entra asks of a service, and with the burst room
   * for what Okta sends in one go for its largest groups.
   */
  static final int PRESET_PER_SECOND = 500;

  /** A burst may hold the requests of this many seconds. */
  private static final int BURST_SECONDS = 5;

  private final int perSecond;
  private final double most;
  private double left;
  private Instant filled = Instant.MIN;

  RequestLimit(int perSecond) {
    this.perSecond = perSecond;
    this.most = (double) perSecond * BURST_SECONDS;
    this.left = most;
  }

  int perSecond() {
    return perSecond;
  }

  /** Takes one; when there is none, after how long there will be. */
  synchronized Optional<Duration> take(Instant at) {
    fill(at);
    if (left >= 1) {
      left--;
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos((long) Math.ceil((1 - left) / perSecond * 1e9)));
  }

  private void fill(Instant at) {
    if (filled.equals(Instant.MIN)) {
      filled = at;
    }
    // A clock that was set back fills nothing.
    if (at.isAfter(filled)) {
      double seconds = Duration.between(filled, at).toMillis() / 1000.0;
      left = Math.min(most, left + seconds * perSecond);
      filled = at;
    } else if (at.isBefore(filled.minusSeconds(BURST_SECONDS))) {
      filled = at;
    }
  }
}

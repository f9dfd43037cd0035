package dev.rolecall.service.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How urgent it is to renew a certificate. */
final class Expiry {

  /** Those of Let's Encrypt are renewed at this time. */
  private static final Duration SOON = Duration.ofDays(30);

  /** What should have renewed it has not. */
  private static final Duration LATE = Duration.ofDays(7);

  private static final Duration LAST_DAY = Duration.ofDays(1);

  private Expiry() {}

  static Optional<String> warning(Instant ends, Instant now) {
    Duration left = Duration.between(now, ends);
    if (left.compareTo(SOON) > 0) {
      return Optional.empty();
    }
    String at = "the certificate expires at " + ends;
    if (left.isNegative()) {
      return Optional.of(
          "the certificate expired at " + ends + ": nobody connects any more; renew it now");
    }
    if (left.compareTo(LAST_DAY) <= 0) {
      return Optional.of(at + ", in " + left.toHours() + " hours: renew it now");
    }
    if (left.compareTo(LATE) <= 0) {
      return Optional.of(at + ", in " + left.toDays() + " days: what should renew it does not");
    }
    return Optional.of(at + ", in " + left.toDays() + " days: see that it is renewed");
  }
}

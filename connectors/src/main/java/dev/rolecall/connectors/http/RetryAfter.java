package dev.rolecall.connectors.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long an answer asks us to wait: {@code Retry-After} in seconds or as a date (RFC 9110 section
 * 10.2.3), else {@code RateLimit-Reset} as GitLab sends it: UNIX time.
 */
final class RetryAfter {
  /** A wrong clock or header must not silence a tool for days. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  static Optional<Duration> from(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("Retry-After")
        .flatMap(value -> seconds(value).map(Duration::ofSeconds).or(() -> untilDate(value, now)))
        .or(() ->
            headers
                .firstValue("RateLimit-Reset")
                .flatMap(RetryAfter::seconds)
                .map(end -> Duration.between(now, Instant.ofEpochSecond(end))))
        .map(RetryAfter::bounded);
  }

  /** At most ten digits: enough for UNIX time, and no overflow. */
  private static Optional<Long> seconds(String value) {
    String text = value.strip();
    return text.matches("[0-9]{1,10}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static Optional<Duration> untilDate(String value, Instant now) {
    try {
      Instant date =
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, date));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}

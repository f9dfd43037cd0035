package dev.rolecall.connectors.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long an answer asks us to wait: {@code Retry-After} in seconds or as a date (RFC 9110 section
 * 10.2.3), else the longest of the headers in which tools say when a limit starts anew: UNIX time
 * (GitLab) or seconds left (Buildkite, CircleCI).
 */
final class RetryAfter {
  /** A wrong clock or header must not silence a tool for days. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final List<String> RESETS =
      List.of("RateLimit-Reset", "RateLimit-User-Reset", "X-RateLimit-Reset");

  /** Smaller numbers are seconds left: no vendor's window lasts 31 years. */
  private static final long UNIX_TIME_FROM = 1_000_000_000L;

  private RetryAfter() {}

  static Optional<Duration> from(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("Retry-After")
        .flatMap(value -> seconds(value).map(Duration::ofSeconds).or(() -> untilDate(value, now)))
        .or(() ->
            RESETS.stream()
                .flatMap(name -> headers.firstValue(name).stream())
                .flatMap(value -> seconds(value).stream())
                .map(value -> left(value, now))
                .max(Comparator.naturalOrder()))
        .map(RetryAfter::bounded);
  }

  /** How long one such header says that it takes until a limit starts anew. */
  static Optional<Duration> reset(HttpHeaders headers, String name, Instant now) {
    return headers
        .firstValue(name)
        .flatMap(RetryAfter::seconds)
        .map(value -> bounded(left(value, now)));
  }

  private static Duration left(long value, Instant now) {
    return value < UNIX_TIME_FROM
        ? Duration.ofSeconds(value)
        : Duration.between(now, Instant.ofEpochSecond(value));
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

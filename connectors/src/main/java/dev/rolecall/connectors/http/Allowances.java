package dev.rolecall.connectors.http;

import dev.rolecall.connectors.tool.Allowance;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an answer says of rate limits: {@code RateLimit-*} (GitLab, CircleCI, Buildkite's
 * organization), {@code RateLimit-User-*} (Buildkite's token, REST "Rate limits") and {@code
 * X-RateLimit-*}. Of several the one that runs out first counts.
 */
final class Allowances {
  private static final List<String> FAMILIES =
      List.of("RateLimit-", "RateLimit-User-", "X-RateLimit-");

  private Allowances() {}

  static Optional<Allowance> from(HttpHeaders headers, Instant now) {
    return FAMILIES.stream()
        .flatMap(family -> one(headers, family, now).stream())
        .min(Comparator.comparingDouble(Allowance::perSecond));
  }

  private static Optional<Allowance> one(HttpHeaders headers, String family, Instant now) {
    Optional<Integer> limit = count(headers, family + "Limit").filter(it -> it > 0);
    Optional<Integer> remaining = count(headers, family + "Remaining");
    Optional<Duration> reset = RetryAfter.reset(headers, family + "Reset", now);
    return limit.isPresent() && remaining.isPresent() && reset.isPresent()
        ? Optional.of(new Allowance(limit.get(), remaining.get(), reset.get()))
        : Optional.empty();
  }

  private static Optional<Integer> count(HttpHeaders headers, String name) {
    return headers
        .firstValue(name)
        .map(String::strip)
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(Integer::valueOf);
  }
}

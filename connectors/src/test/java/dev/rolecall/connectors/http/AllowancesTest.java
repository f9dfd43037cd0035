package dev.rolecall.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Allowance;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AllowancesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void gitLabTellsTheResetInUnixTime() {
    String reset = Long.toString(NOW.plusSeconds(40).getEpochSecond());
    assertThat(
            told(
                Map.of(
                    "RateLimit-Limit", "60",
                    "RateLimit-Remaining", "12",
                    "RateLimit-Reset", reset)))
        .hasValue(new Allowance(60, 12, Duration.ofSeconds(40)));
  }

  @Test
  void ofBuildkitesTwoLimitsTheOneThatRunsOutFirstCounts() {
    assertThat(
            told(
                Map.of(
                    "RateLimit-Limit", "200",
                    "RateLimit-Remaining", "180",
                    "RateLimit-Reset", "42",
                    "RateLimit-User-Limit", "50",
                    "RateLimit-User-Remaining", "3",
                    "RateLimit-User-Reset", "42")))
        .hasValue(new Allowance(50, 3, Duration.ofSeconds(42)));
  }

  @Test
  void halfAnAllowanceOrNonsenseIsNone() {
    assertThat(told(Map.of("RateLimit-Limit", "60", "RateLimit-Remaining", "12"))).isEmpty();
    assertThat(
            told(
                Map.of(
                    "X-RateLimit-Limit", "many",
                    "X-RateLimit-Remaining", "12",
                    "X-RateLimit-Reset", "12")))
        .isEmpty();
    assertThat(told(Map.of())).isEmpty();
  }

  private static Optional<Allowance> told(Map<String, String> headers) {
    Map<String, List<String>> lists = new TreeMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return Allowances.from(HttpHeaders.of(lists, (name, value) -> true), NOW);
  }
}

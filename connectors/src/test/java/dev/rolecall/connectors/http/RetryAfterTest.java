package dev.rolecall.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void secondsAreTakenAsTheyAre() {
    assertThat(wait(Map.of("Retry-After", " 17 "))).hasValue(Duration.ofSeconds(17));
  }

  @Test
  void aDateIsComparedWithNow() {
    assertThat(wait(Map.of("Retry-After", "Sun, 22 Nov 2026 10:01:30 GMT")))
        .hasValue(Duration.ofSeconds(90));
  }

  @Test
  void gitLabsResetIsUnixTimeAndComesSecond() {
    String reset = Long.toString(NOW.plusSeconds(40).getEpochSecond());

    assertThat(wait(Map.of("RateLimit-Reset", reset))).hasValue(Duration.ofSeconds(40));
    assertThat(wait(Map.of("RateLimit-Reset", reset, "Retry-After", "3")))
        .hasValue(Duration.ofSeconds(3));
  }

  @Test
  void smallNumbersAreSecondsLeftAndTheLongestOfSeveralCounts() {
    assertThat(wait(Map.of("RateLimit-Reset", "7", "RateLimit-User-Reset", "42")))
        .hasValue(Duration.ofSeconds(42));
  }

  @Test
  void noClockMakesUsWaitForDaysOrBackwards() {
    assertThat(wait(Map.of("Retry-After", "9999999999"))).hasValue(Duration.ofHours(1));
    assertThat(wait(Map.of("RateLimit-Reset", "1000000001"))).hasValue(Duration.ZERO);
  }

  @Test
  void nonsenseIsNoTime() {
    assertThat(wait(Map.of("Retry-After", "soon"))).isEmpty();
    assertThat(wait(Map.of("Retry-After", "99999999999999999999"))).isEmpty();
    assertThat(wait(Map.of())).isEmpty();
  }

  private static Optional<Duration> wait(Map<String, String> headers) {
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    return RetryAfter.from(HttpHeaders.of(all, (name, value) -> true), NOW);
  }
}

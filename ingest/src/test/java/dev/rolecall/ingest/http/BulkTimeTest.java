package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.ingest.scim.ScimException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkTimeTest {

  private static final Instant NOW = MemoryDirectory.START;
  private static final Duration SOON = Duration.ofMillis(1);

  private final List<String> asked = new ArrayList<>();

  @Test
  void anOperationWaitsForItsTurnAsOneOfTheDirectorysRequests() {
    Turns third =
        (directory, at) -> {
          asked.add(directory);
          return asked.size() < 3 ? Optional.of(SOON) : Optional.empty();
        };
    assertThat(time(third, NOW.plusSeconds(30)).next()).isEqualTo(NOW);
    assertThat(asked).containsExactly("acme", "acme", "acme");
  }

  @Test
  void aTurnThatComesTooLateIsNotWaitedFor() {
    Turns never = (directory, at) -> Optional.of(Duration.ofHours(1));
    assertThatThrownBy(() -> time(never, NOW.plusSeconds(30)).next())
        .isInstanceOf(ScimException.class)
        .hasMessageContaining("Nothing was changed");
  }

  @Test
  void afterTheDeadlineNothingBegins() {
    Turns always = (directory, at) -> Optional.empty();
    assertThat(time(always, NOW).next()).isEqualTo(NOW);
    assertThatThrownBy(() -> time(always, NOW.minusMillis(1)).next())
        .isInstanceOf(ScimException.class);
  }

  private static BulkTime time(Turns turns, Instant deadline) {
    return new BulkTime("acme", InstantSource.fixed(NOW), turns, deadline);
  }
}

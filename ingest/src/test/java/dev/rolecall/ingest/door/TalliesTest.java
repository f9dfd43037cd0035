package dev.rolecall.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.ingest.door.Tallies.Kind;
import dev.rolecall.ingest.door.Tallies.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TalliesTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Kind UNKNOWN = kind("203.0.113.0/24", Refusal.UNKNOWN);

  private final Tallies tallies = new Tallies();

  @Test
  void theFirstIsToldAtOnceAndTheRestAMinuteLater() {
    tallies.add(UNKNOWN, NOON, "c-1");
    assertThat(tallies.due(NOON)).containsExactly(new Tally(UNKNOWN, NOON, "c-1", 1));

    for (int i = 1; i <= 500; i++) {
      tallies.add(UNKNOWN, NOON.plusMillis(i), "c-" + (i + 1));
    }
    assertThat(tallies.due(NOON.plusSeconds(59))).isEmpty();
    assertThat(tallies.due(NOON.plusSeconds(60)))
        .containsExactly(new Tally(UNKNOWN, NOON.plusMillis(1), "c-2", 500));
    assertThat(tallies.due(NOON.plusSeconds(600))).isEmpty();
  }

  @Test
  void sourcesAndReasonsAreAddedUpApart() {
    tallies.add(UNKNOWN, NOON, "c");
    tallies.add(kind("203.0.113.0/24", Refusal.EXPIRED), NOON, "c");
    tallies.add(kind("198.51.100.0/24", Refusal.UNKNOWN), NOON, "c");

    assertThat(tallies.due(NOON)).extracting(Tally::count).containsExactly(1L, 1L, 1L);
  }

  @Test
  void anAttackFromEverywhereBecomesOneTallyOfOthers() {
    for (int i = 0; i < 50_000; i++) {
      tallies.add(kind("10.0.%d.%d/24".formatted(i >> 8, i & 255), Refusal.UNKNOWN), NOON, "c");
    }

    List<Tally> due = tallies.due(NOON);
    assertThat(due).hasSize(Tallies.MOST_KINDS + 1);
    assertThat(due.getLast().kind()).isEqualTo(kind(Tallies.OTHERS, Refusal.UNKNOWN));
    assertThat(due.stream().mapToLong(Tally::count).sum()).isEqualTo(50_000);
  }

  @Test
  void whatWasNotToldYetIsToldAtTheEnd() {
    tallies.add(UNKNOWN, NOON, "c");
    tallies.due(NOON);
    tallies.add(UNKNOWN, NOON, "c");

    assertThat(tallies.rest()).extracting(Tally::count).containsExactly(1L);
    assertThat(tallies.rest()).isEmpty();
  }

  private static Kind kind(String network, Refusal reason) {
    return new Kind(network, reason, Optional.empty(), Optional.empty());
  }
}

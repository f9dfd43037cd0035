package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.http.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Calls that take something away, as the simulators saw them. A simulator remembers only its newest
 * calls, so they are collected while the scenario is played.
 */
final class RemovalCalls implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Far shorter than a simulator needs to be asked as often as it remembers. */
  private static final int COLLECT_EVERY_MILLIS = 200;

  /** Calls of one kind, as patterns. */
  record Kind(String method, String path) {
    boolean matches(JournalEntry entry) {
      return entry.method().matches(method) && entry.path().matches(path);
    }
  }

  /** Whoever changes a role may lower it; nothing else that ends an account or a role is there. */
  private static final Map<String, List<Kind>> KINDS =
      Map.of(
          "gitlab",
          List.of(
              new Kind("DELETE", ".*"),
              new Kind("PUT", ".*/members/.*"),
              new Kind("POST", ".*/(block|deactivate|ban|reject)")),
          "drone",
          List.of(new Kind("DELETE", ".*"), new Kind("PATCH", "/api/users/.*")));

  private final Installation installation;
  private final Map<String, List<JournalEntry>> seen = new HashMap<>();
  private final Map<String, Long> last = new HashMap<>();
  private final ScheduledExecutorService collector = Executors.newSingleThreadScheduledExecutor();
  private boolean incomplete;

  RemovalCalls(Installation installation) {
    this.installation = installation;
    var unused =
        collector.scheduleWithFixedDelay(
            this::collect, 0, COLLECT_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  synchronized void forget() {
    collect();
    seen.clear();
  }

  /** Waits for the last of them; one more is as wrong as one less. */
  void assertExactly(Step.Removals expected) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> seen(expected.tool(), expected.kind()) >= expected.count());
    assertThat(seen(expected.tool(), expected.kind()))
        .as("%s: removing calls to %s", expected.title(), expected.tool())
        .isEqualTo(expected.count());
  }

  private synchronized long seen(String tool, Optional<Kind> only) {
    collect();
    assertThat(incomplete).as("calls were forgotten before they were counted").isFalse();
    return seen.getOrDefault(tool, List.of()).stream()
        .filter(entry -> only.isEmpty() || only.get().matches(entry))
        .count();
  }

  private synchronized void collect() {
    KINDS.forEach(this::collect);
  }

  private void collect(String tool, List<Kind> kinds) {
    long known = last.getOrDefault(tool, 0L);
    List<JournalEntry> entries = installation.sandbox().tool(tool).journal().entries();
    incomplete |= !entries.isEmpty() && entries.getFirst().number() > known + 1;
    for (JournalEntry entry : entries) {
      if (entry.number() > known) {
        last.put(tool, entry.number());
        if (kinds.stream().anyMatch(kind -> kind.matches(entry))) {
          seen.computeIfAbsent(tool, unused -> new ArrayList<>()).add(entry);
        }
      }
    }
  }

  @Override
  public void close() {
    collector.shutdownNow();
  }
}

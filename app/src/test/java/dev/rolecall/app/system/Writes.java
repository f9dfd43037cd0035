package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.http.Journal;
import dev.rolecall.sandbox.http.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Every call that changes something in a simulator. It remembers only its newest calls, so they are
 * collected all the time.
 */
final class Writes implements AutoCloseable {

  /** Far shorter than a simulator needs to be asked as often as it remembers. */
  private static final int COLLECT_EVERY_MILLIS = 200;

  private final Journal journal;
  private final List<String> seen = new ArrayList<>();
  private final ScheduledExecutorService collector = Executors.newSingleThreadScheduledExecutor();
  private long last;
  private boolean incomplete;

  Writes(Journal journal) {
    this.journal = journal;
    var unused =
        collector.scheduleWithFixedDelay(
            this::collect, 0, COLLECT_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** As "POST /api/v4/…", in order, since it was last forgotten. */
  synchronized List<String> all() {
    collect();
    assertThat(incomplete).as("calls were forgotten before they were counted").isFalse();
    return List.copyOf(seen);
  }

  synchronized void forget() {
    collect();
    seen.clear();
  }

  private synchronized void collect() {
    List<JournalEntry> entries = journal.entries();
    incomplete |= !entries.isEmpty() && entries.getFirst().number() > last + 1;
    for (JournalEntry entry : entries) {
      if (entry.number() > last) {
        last = entry.number();
        if (!entry.method().equals("GET")) {
          seen.add(entry.method() + " " + entry.path());
        }
      }
    }
  }

  @Override
  public void close() {
    collector.shutdownNow();
  }
}

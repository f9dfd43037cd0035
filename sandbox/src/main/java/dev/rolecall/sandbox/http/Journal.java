package dev.rolecall.sandbox.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The newest requests of one simulator, oldest first. Safe for use by many threads. */
public final class Journal {

  /** Enough for a day of the demo and small beside the heap (about 2 MB). */
  static final int CAPACITY = 10_000;

  private static final Set<String> SECRETS = Set.of("access_token", "private_token");

  /** Sees each request with what the tool answered it, before faults lose or replace the answer. */
  @FunctionalInterface
  public interface Watcher {
    void saw(Call call, Answer answer);
  }

  private volatile Watcher watcher = (call, answer) -> {};
  private final Deque<JournalEntry> entries = new ArrayDeque<>();
  private long last;

  public synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  public synchronized void clear() {
    entries.clear();
  }

  /** From now on, in place of any watcher before; on the thread that serves the request. */
  public void watch(Watcher other) {
    watcher = other;
  }

  void answered(Call call, Answer answer) {
    watcher.saw(call, answer);
  }

  synchronized void add(Instant at, Call call, int status, JournalEntry.Fate fate) {
    if (entries.size() == CAPACITY) {
      entries.removeFirst();
    }
    last++;
    entries.add(new JournalEntry(last, at, call.method(), pathOf(call), status, fate));
  }

  private static String pathOf(Call call) {
    if (call.query().isEmpty()) {
      return call.path();
    }
    return call.query().entrySet().stream()
        .flatMap(entry ->
            entry.getValue().stream()
                .map(value ->
                    entry.getKey() + "=" + (SECRETS.contains(entry.getKey()) ? "***" : value)))
        .collect(Collectors.joining("&", call.path() + "?", ""));
  }
}

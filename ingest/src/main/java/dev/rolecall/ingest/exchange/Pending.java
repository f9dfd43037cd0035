package dev.rolecall.ingest.exchange;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Commands that wait for their outcome, bounded per directory. */
final class Pending {

  private static final Answer NOTHING_HEARD =
      new Answer.Unknown("no outcome in time; it may still take effect, and repeating it is safe");

  private final int mostPerDirectory;
  private final Map<String, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Integer> inFlight = new HashMap<>();

  Pending(int mostPerDirectory) {
    this.mostPerDirectory = mostPerDirectory;
  }

  /**
   * Registers a command before it is sent; empty when its directory has too many under way. The
   * future completes with {@link Answer.Unknown} when nothing is heard for that long.
   */
  Optional<CompletableFuture<Answer>> register(String command, String directory, Duration longest) {
    synchronized (inFlight) {
      int now = inFlight.getOrDefault(directory, 0);
      if (now >= mostPerDirectory) {
        return Optional.empty();
      }
      inFlight.put(directory, now + 1);
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    waiting.put(command, answer);
    CompletableFuture<Answer> released =
        answer
            .completeOnTimeout(
                NOTHING_HEARD, Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS)
            .whenComplete((done, failure) -> release(command, directory));
    return Optional.of(released);
  }

  /** Tells what became of a command; nothing happens when it is not (or no longer) ours. */
  void settle(String command, Answer answer) {
    CompletableFuture<Answer> waiter = waiting.get(command);
    if (waiter != null) {
      waiter.complete(answer);
    }
  }

  /** Gives the same answer to all that still wait. */
  void settleAll(Answer answer) {
    waiting.values().forEach(waiter -> waiter.complete(answer));
  }

  int size() {
    return waiting.size();
  }

  private void release(String command, String directory) {
    waiting.remove(command);
    synchronized (inFlight) {
      inFlight.computeIfPresent(directory, (name, count) -> count > 1 ? count - 1 : null);
    }
  }
}

package dev.rolecall.processor.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/**
 * What happens when a thread dies: it is replaced, which heals a lost broker or a fenced
 * transaction; but not for ever, because a bug dies again each time.
 */
final class RestartBudget implements StreamsUncaughtExceptionHandler {

  /** More than a rolling restart of three brokers costs. */
  private static final int RESTARTS = 10;

  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Consumer<Throwable> replaced;
  private final Consumer<Throwable> givenUp;
  private final Deque<Instant> recent = new ArrayDeque<>();

  RestartBudget(InstantSource clock, Consumer<Throwable> replaced, Consumer<Throwable> givenUp) {
    this.clock = clock;
    this.replaced = replaced;
    this.givenUp = givenUp;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    Instant now = clock.instant();
    while (!recent.isEmpty() && recent.getFirst().isBefore(now.minus(WITHIN))) {
      recent.removeFirst();
    }
    if (recent.size() >= RESTARTS) {
      givenUp.accept(failure);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    recent.addLast(now);
    replaced.accept(failure);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}

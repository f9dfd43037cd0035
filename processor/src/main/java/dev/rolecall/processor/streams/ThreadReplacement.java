package dev.rolecall.processor.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Decides what follows the death of a stream thread: another one, or the end. */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

  /** What a broker restart or a moved coordinator may cost; more is a fault that stays. */
  static final int REPLACEMENTS = 10;

  /** The window of that budget. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  private final Logger log;
  private final InstantSource clock;
  private final Consumer<Throwable> givenUp;
  private final Deque<Instant> replaced = new ArrayDeque<>();

  ThreadReplacement(Logger log, InstantSource clock, Consumer<Throwable> givenUp) {
    this.log = log;
    this.clock = clock;
    this.givenUp = givenUp;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable death) {
    Instant now = clock.instant();
    forgetBefore(now.minus(WINDOW));
    if (isUndecodable(death) || replaced.size() >= REPLACEMENTS) {
      log.atError()
          .setCause(death)
          .addKeyValue("attempt", replaced.size())
          .log("The application stops: it cannot go on without loss");
      givenUp.accept(death);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    replaced.addLast(now);
    log.atWarn()
        .setCause(death)
        .addKeyValue("attempt", replaced.size())
        .log("A thread died and is replaced");
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** How many were replaced within the window. */
  synchronized int replaced() {
    forgetBefore(clock.instant().minus(WINDOW));
    return replaced.size();
  }

  private void forgetBefore(Instant start) {
    while (!replaced.isEmpty() && replaced.peekFirst().isBefore(start)) {
      replaced.removeFirst();
    }
  }

  /** A record that cannot be decoded now cannot be decoded by the next thread either. */
  private static boolean isUndecodable(Throwable death) {
    for (@Nullable Throwable cause = death; cause != null; cause = cause.getCause()) {
      if (cause instanceof SerializationException) {
        return true;
      }
    }
    return false;
  }
}

package dev.rolecall.processor.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what follows the death of a stream thread: another one, or the end. */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

  /** What a broker restart or a moved coordinator may cost; more is a fault that stays. */
  static final int REPLACEMENTS = 10;

  /** The window of that budget. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  private final String application;
  private final InstantSource clock;
  private final Deque<Instant> replaced = new ArrayDeque<>();

  ThreadReplacement(String application, InstantSource clock) {
    this.application = application;
    this.clock = clock;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable death) {
    Instant now = clock.instant();
    while (!replaced.isEmpty() && replaced.peekFirst().isBefore(now.minus(WINDOW))) {
      replaced.removeFirst();
    }
    if (isUndecodable(death) || replaced.size() >= REPLACEMENTS) {
      LOG.atError()
          .setCause(death)
          .addKeyValue("attempt", replaced.size())
          .log("The streams application {} stops: it cannot go on without loss", application);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    replaced.addLast(now);
    LOG.atWarn()
        .setCause(death)
        .addKeyValue("attempt", replaced.size())
        .log("A thread of the streams application {} died and is replaced", application);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
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

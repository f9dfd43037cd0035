package dev.rolecall.processor.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class ThreadReplacementTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
  private final ThreadReplacement replacement =
      new ThreadReplacement(NOPLogger.NOP_LOGGER, now::get);

  @Test
  void aThreadThatDiesIsReplacedUntilTheBudgetIsSpent() {
    for (int i = 0; i < ThreadReplacement.REPLACEMENTS; i++) {
      assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
    }
    assertThat(replacement.handle(new IllegalStateException())).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void theBudgetComesBackWithTime() {
    for (int i = 0; i < ThreadReplacement.REPLACEMENTS; i++) {
      replacement.handle(new IllegalStateException());
    }
    now.set(now.get().plus(ThreadReplacement.WINDOW).plusMillis(1));
    assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
  }

  @Test
  void aRecordThatCannotBeDecodedStopsTheApplicationAtOnce() {
    Exception death = new RuntimeException(new SerializationException("not a record"));
    assertThat(replacement.handle(death)).isEqualTo(SHUTDOWN_CLIENT);
  }
}

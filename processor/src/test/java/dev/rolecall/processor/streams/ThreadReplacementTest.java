package dev.rolecall.processor.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class ThreadReplacementTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
  private final List<Throwable> givenUp = new ArrayList<>();
  private final ThreadReplacement replacement =
      new ThreadReplacement(NOPLogger.NOP_LOGGER, now::get, givenUp::add);

  @Test
  void aThreadThatDiesIsReplacedUntilTheBudgetIsSpent() {
    for (int i = 0; i < ThreadReplacement.REPLACEMENTS; i++) {
      assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
    }
    assertThat(givenUp).isEmpty();
    IllegalStateException last = new IllegalStateException();
    assertThat(replacement.handle(last)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(givenUp).containsExactly(last);
  }

  @Test
  void aThreadThatDiesNowAndThenIsReplacedForEver() {
    for (int i = 0; i < 5 * ThreadReplacement.REPLACEMENTS; i++) {
      now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
      assertThat(replacement.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
    }
    assertThat(givenUp).isEmpty();
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
    assertThat(givenUp).containsExactly(death);
  }
}

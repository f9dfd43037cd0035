package dev.rolecall.processor.directory;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Asked.MORNING);
  private final List<Throwable> givenUp = new ArrayList<>();
  private final RestartBudget budget = new RestartBudget(now::get, failure -> {}, givenUp::add);

  @Test
  void aThreadIsReplacedUntilTheBudgetIsSpentAndThenTheStageStops() {
    for (int restart = 0; restart < 10; restart++) {
      assertThat(budget.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
    }
    assertThat(givenUp).isEmpty();
    assertThat(budget.handle(new IllegalStateException())).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(givenUp).hasSize(1);
  }

  @Test
  void oldFailuresAreForgiven() {
    for (int restart = 0; restart < 50; restart++) {
      now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
      assertThat(budget.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
    }
  }
}

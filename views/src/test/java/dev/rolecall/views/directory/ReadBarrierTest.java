package dev.rolecall.views.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ReadBarrierTest {

  private final Brokers brokers = new Brokers();
  private final Progress progress = new Progress();
  private final ReadBarrier barrier =
      new ReadBarrier(brokers, progress, directory -> 0, Duration.ofSeconds(20));

  @Test
  void aReadWaitsUntilTheFileHoldsWhatTheLogHeld() {
    CompletableFuture<Void> read = barrier.upToDate("acme");
    brokers.answer(0, 7);
    progress.committed(Map.of(0, 6L));
    assertThat(read).isNotDone();
    progress.committed(Map.of(0, 7L));
    assertThat(read).isCompleted();
  }

  @Test
  void aReadOfAnIdleLogGoesOnAtOnce() {
    progress.committed(Map.of(0, 7L));
    CompletableFuture<Void> read = barrier.upToDate("acme");
    assertThat(read).isNotDone();
    brokers.answer(0, 7);
    assertThat(read).isCompleted();
  }

  @Test
  void readsThatArriveWhileACallIsUnderWayShareTheNextOne() {
    CompletableFuture<Void> first = barrier.upToDate("acme");
    CompletableFuture<Void> second = barrier.upToDate("acme");
    CompletableFuture<Void> third = barrier.upToDate("acme");
    assertThat(brokers.calls).hasSize(1);
    progress.committed(Map.of(0, 5L));
    brokers.answer(0, 5);
    assertThat(first).isCompleted();
    assertThat(brokers.calls).hasSize(2);
    // A write was answered between the two calls: only the second call knows of it.
    brokers.answer(1, 6);
    assertThat(second).isNotDone();
    progress.committed(Map.of(0, 6L));
    assertThat(second).isCompleted();
    assertThat(third).isCompleted();
    assertThat(brokers.calls).hasSize(2);
  }

  @Test
  void brokersThatDoNotAnswerFailTheReadAndNotTheNextOne() {
    CompletableFuture<Void> read = barrier.upToDate("acme");
    brokers.calls.getFirst().completeExceptionally(new IllegalStateException("no leader"));
    assertThatThrownBy(read::join).hasCauseInstanceOf(ViewBehindException.class);
    CompletableFuture<Void> next = barrier.upToDate("acme");
    brokers.answer(1, 0);
    assertThat(next).isCompleted();
  }

  @Test
  void aViewThatStaysBehindFailsTheRead() {
    ReadBarrier impatient =
        new ReadBarrier(brokers, progress, directory -> 0, Duration.ofMillis(20));
    CompletableFuture<Void> read = impatient.upToDate("acme");
    brokers.answer(0, 7);
    assertThatThrownBy(read::join).hasCauseInstanceOf(ViewBehindException.class);
  }

  /** Brokers whose answers the test gives. */
  private static final class Brokers implements LogEnds {
    final List<CompletableFuture<Map<Integer, Long>>> calls = new ArrayList<>();

    @Override
    public CompletionStage<Map<Integer, Long>> highWatermarks() {
      CompletableFuture<Map<Integer, Long>> call = new CompletableFuture<>();
      calls.add(call);
      return call;
    }

    void answer(int call, long highWatermark) {
      calls.get(call).complete(Map.of(0, highWatermark));
    }
  }
}

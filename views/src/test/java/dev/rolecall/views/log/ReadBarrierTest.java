package dev.rolecall.views.log;

import static dev.rolecall.views.log.FedView.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadBarrierTest {

  private final Brokers brokers = new Brokers();
  private final Progress progress = new Progress(Map.of());
  private final ReadBarrier barrier = new ReadBarrier(brokers::highWatermarks, progress);

  private CompletableFuture<Void> upToDate() {
    return barrier.upToDate(WORDS, Duration.ofSeconds(20));
  }

  @Test
  void aReadWaitsUntilTheFileHoldsWhatTheLogHeld() {
    CompletableFuture<Void> read = upToDate();
    brokers.answer(0, 7);
    progress.committed(Map.of(WORDS, 6L));
    assertThat(read).isNotDone();
    progress.committed(Map.of(WORDS, 7L));
    assertThat(read).isCompleted();
  }

  @Test
  void aReadOfAnIdleLogGoesOnAtOnce() {
    progress.committed(Map.of(WORDS, 7L));
    CompletableFuture<Void> read = upToDate();
    assertThat(read).isNotDone();
    brokers.answer(0, 7);
    assertThat(read).isCompleted();
  }

  @Test
  void readsThatArriveWhileACallIsUnderWayShareTheNextOne() {
    CompletableFuture<Void> first = upToDate();
    CompletableFuture<Void> second = upToDate();
    CompletableFuture<Void> third = upToDate();
    assertThat(brokers.calls).hasSize(1);
    progress.committed(Map.of(WORDS, 5L));
    brokers.answer(0, 5);
    assertThat(first).isCompleted();
    assertThat(brokers.calls).hasSize(2);
    // A write was answered between the two calls: only the second call knows of it.
    brokers.answer(1, 6);
    assertThat(second).isNotDone();
    progress.committed(Map.of(WORDS, 6L));
    assertThat(second).isCompleted();
    assertThat(third).isCompleted();
    assertThat(brokers.calls).hasSize(2);
  }

  @Test
  void brokersThatDoNotAnswerFailTheReadAndNotTheNextOne() {
    CompletableFuture<Void> read = upToDate();
    brokers.calls.getFirst().completeExceptionally(new IllegalStateException("no leader"));
    assertThatThrownBy(read::join).hasCauseInstanceOf(ViewBehindException.class);
    CompletableFuture<Void> next = upToDate();
    brokers.answer(1, 0);
    assertThat(next).isCompleted();
  }

  @Test
  void aViewThatStaysBehindFailsTheRead() {
    CompletableFuture<Void> read = barrier.upToDate(WORDS, Duration.ofMillis(20));
    brokers.answer(0, 7);
    assertThatThrownBy(read::join).hasCauseInstanceOf(ViewBehindException.class);
  }

  @Test
  void aViewThatStopsFailsTheReadsThatWait() {
    CompletableFuture<Void> read = upToDate();
    brokers.answer(0, 7);
    progress.stopped("SQLite refused a write");
    assertThat(read).isCompletedExceptionally();
    assertThatThrownBy(read::join).hasCauseInstanceOf(ViewBehindException.class);
  }

  @Test
  void aViewThatStopsWhileTheBrokersAreAskedFailsTheRead() {
    CompletableFuture<Void> read = upToDate();
    progress.stopped("SQLite refused a write");
    brokers.answer(0, 7);
    assertThat(read).isCompletedExceptionally();
    assertThatThrownBy(read::join).hasCauseInstanceOf(ViewBehindException.class);
  }

  @Test
  void aViewThatHasStoppedSaysWhyWithoutAskingTheBrokers() {
    progress.stopped("SQLite refused a write");
    assertThatThrownBy(upToDate()::join)
        .hasCauseInstanceOf(ViewBehindException.class)
        .hasMessageContaining("SQLite refused a write");
    assertThat(brokers.calls).isEmpty();
  }

  /** Brokers whose answers the test gives. */
  private static final class Brokers {
    final List<CompletableFuture<Map<TopicPartition, Long>>> calls = new ArrayList<>();

    CompletionStage<Map<TopicPartition, Long>> highWatermarks() {
      CompletableFuture<Map<TopicPartition, Long>> call = new CompletableFuture<>();
      calls.add(call);
      return call;
    }

    void answer(int call, long highWatermark) {
      calls.get(call).complete(Map.of(WORDS, highWatermark));
    }
  }
}

package dev.rolecall.views.log;

import static dev.rolecall.views.log.FedView.NOON;
import static dev.rolecall.views.log.FedView.ORIGIN;
import static dev.rolecall.views.log.FedView.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.schemas.Topic;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {

  @TempDir Path folder;

  /** A follower on its thread, of a topic in memory. */
  private final class Following implements AutoCloseable {
    final FedView view;
    final Progress progress;
    final Follower follower;
    final AtomicReference<Instant> clock;
    private final Thread thread;

    Following(Instant now, String... words) throws Exception {
      this(new MockConsumer<>("none"), now, words);
    }

    Following(MockConsumer<String, byte[]> topic, Instant now, String... words) throws Exception {
      clock = new AtomicReference<>(now);
      view = new FedView(folder.resolve("words.db"), Words.LAYOUT, ORIGIN, Words::apply, now);
      progress = new Progress(view.positions());
      topic.assign(List.of(WORDS));
      topic.updateBeginningOffsets(Map.of(WORDS, 0L));
      topic.updateEndOffsets(Map.of(WORDS, (long) words.length));
      topic.seek(WORDS, view.positions().getOrDefault(WORDS, 0L));
      for (int offset = 0; offset < words.length; offset++) {
        String[] parts = words[offset].split("=", 2);
        topic.addRecord(record(offset, parts[0], parts[1]));
      }
      follower = new Follower(topic, view.opened().file(), Words::apply, progress, clock::get);
      thread = Thread.ofPlatform().daemon().start(follower);
    }

    private ConsumerRecord<String, byte[]> record(long offset, String word, String meaning) {
      byte @Nullable [] value = Words.bytes(meaning.equals("-") ? null : meaning);
      return new ConsumerRecord<>("words", 0, offset, word, value);
    }

    void awaitPosition(long position) {
      await().until(() -> progress.positions().getOrDefault(WORDS, -1L) == position);
    }

    @Override
    public void close() throws SQLException {
      follower.stop();
      await().until(() -> !thread.isAlive());
      view.close();
    }
  }

  @Test
  void whatIsSaidToBeReadIsInTheFile() throws Exception {
    try (Following following = new Following(NOON, "a=1", "b=2", "a=3", "b=-")) {
      following.awaitPosition(4);
      assertThat(following.view.list(Words::all)).containsExactly("a=3");
      assertThat(following.progress.problem()).isEmpty();
    }
  }

  @Test
  void afterARestartNothingIsAppliedTwiceAndNothingIsLeftOut() throws Exception {
    try (Following first = new Following(NOON, "a=1")) {
      first.awaitPosition(1);
    }
    // The topic now holds another record at the old place: it must not be read again.
    try (Following again = new Following(NOON, "poison=x", "b=2")) {
      again.awaitPosition(2);
      assertThat(again.view.list(Words::all)).containsExactly("a=1", "b=2");
    }
  }

  @Test
  void aRecordThatCannotBeAppliedStopsTheViewWithNothingOfItsPollKept() throws Exception {
    try (Following following = new Following(NOON, "a=1", "poison=x", "b=2")) {
      await().until(() -> following.progress.problem().isPresent());
      assertThat(following.progress.positions()).isEmpty();
      assertThat(following.view.list(Words::all)).isEmpty();
    }
    try (FedView view = FedView.of(folder.resolve("words.db"), Words.LAYOUT, Words::apply)) {
      assertThat(view.positions()).isEmpty();
    }
  }

  @Test
  void aPollThatFailsLeavesWhatTheFileHeldBefore() throws Exception {
    try (Following first = new Following(NOON, "a=1")) {
      first.awaitPosition(1);
    }
    try (Following again = new Following(NOON, "a=1", "b=2", "poison=x")) {
      await().until(() -> again.progress.problem().isPresent());
      assertThat(again.progress.positions()).containsExactly(Map.entry(WORDS, 1L));
      assertThat(again.view.list(Words::all)).containsExactly("a=1");
    }
    try (FedView view = FedView.of(folder.resolve("words.db"), Words.LAYOUT, Words::apply)) {
      assertThat(view.positions()).containsExactly(Map.entry(WORDS, 1L));
    }
  }

  @Test
  void aPositionThatTheConsumerDoesNotKnowForAWhileNeitherStopsTheViewNorLosesARecord()
      throws Exception {
    // As after its leader was lost: the consumer first has to ask the new one.
    MockConsumer<String, byte[]> leaderless =
        new MockConsumer<>("none") {
          @Override
          public synchronized long position(TopicPartition partition, Duration timeout) {
            throw new TimeoutException("nobody leads it");
          }

          @Override
          public synchronized long position(TopicPartition partition) {
            throw new TimeoutException("nobody leads it");
          }

          @Override
          public synchronized OptionalLong currentLag(TopicPartition partition) {
            return OptionalLong.empty();
          }
        };
    try (Following following = new Following(leaderless, NOON, "a=1", "b=2")) {
      following.awaitPosition(2);
      assertThat(following.view.list(Words::all)).containsExactly("a=1", "b=2");
      assertThat(following.progress.problem()).isEmpty();
    }
  }

  @Test
  void aFileThatKeepsSeeingTheEndStaysYoung() throws Exception {
    Instant later = NOON.plus(Topic.TOMBSTONES_KEPT).plusSeconds(60);
    try (Following following = new Following(NOON, "a=1")) {
      following.awaitPosition(1);
      following.clock.set(later);
      await()
          .until(() ->
              following.view.read(file ->
                  file.read(
                          row -> row.getString(1),
                          "SELECT value FROM meta WHERE name = 'seen end at'")
                      .contains(later.toString())));
    }
    try (FedView view =
        new FedView(
            folder.resolve("words.db"),
            Words.LAYOUT,
            ORIGIN,
            Words::apply,
            later.plusSeconds(60))) {
      assertThat(view.rebuilt()).isEmpty();
    }
  }
}

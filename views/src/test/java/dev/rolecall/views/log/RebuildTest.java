package dev.rolecall.views.log;

import static dev.rolecall.views.log.FedView.NOON;
import static dev.rolecall.views.log.FedView.ORIGIN;
import static dev.rolecall.views.log.FedView.WORDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {

  private static final Map<String, String> SAME = Map.of("words", "topic-1");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void aFileWithOneWordAtPositionTen() throws Exception {
    file = folder.resolve("views").resolve("words.db");
    try (FedView view = FedView.of(file, Words.LAYOUT, Words::apply)) {
      view.apply(Words.word(9, "cell", "person × scope"));
    }
  }

  @Test
  void aRestartGoesOnWhereTheFileEnds() throws Exception {
    try (FedView view = FedView.of(file, Words.LAYOUT, Words::apply)) {
      assertThat(view.rebuilt()).isEmpty();
      assertThat(view.positions()).containsExactly(Map.entry(WORDS, 10L));
      assertThat(view.list(Words::all)).containsExactly("cell=person × scope");
    }
  }

  @Test
  void anotherClusterBeginsANewFile() throws Exception {
    isRebuilt(new Origin("cluster-2", SAME, Map.of(WORDS, 0L), Map.of(WORDS, 1_000L)), NOON);
  }

  @Test
  void aTopicThatWasCreatedAgainBeginsANewFile() throws Exception {
    Map<String, String> again = Map.of("words", "topic-2");
    isRebuilt(new Origin("cluster-1", again, Map.of(WORDS, 0L), Map.of(WORDS, 1_000L)), NOON);
  }

  @Test
  void aFurtherTopicBeginsANewFile() throws Exception {
    Map<String, String> more = Map.of("words", "topic-1", "more", "topic-2");
    isRebuilt(new Origin("cluster-1", more, Map.of(WORDS, 0L), Map.of(WORDS, 1_000L)), NOON);
  }

  @Test
  void aPositionBeyondTheEndOfTheTopicBeginsANewFile() throws Exception {
    isRebuilt(new Origin("cluster-1", SAME, Map.of(WORDS, 0L), Map.of(WORDS, 9L)), NOON);
  }

  @Test
  void aPositionAtTheEndOfTheTopicGoesOn() throws Exception {
    Origin end = new Origin("cluster-1", SAME, Map.of(WORDS, 0L), Map.of(WORDS, 10L));
    try (FedView view = new FedView(file, Words.LAYOUT, end, Words::apply, NOON)) {
      assertThat(view.rebuilt()).isEmpty();
    }
  }

  @Test
  void aTopicThatBeginsAfterThePositionBeginsANewFile() throws Exception {
    isRebuilt(new Origin("cluster-1", SAME, Map.of(WORDS, 11L), Map.of(WORDS, 99L)), NOON);
  }

  @Test
  void aFileOlderThanTheTombstonesBeginsANewFile() throws Exception {
    isRebuilt(ORIGIN, NOON.plus(Topic.TOMBSTONES_KEPT).plus(Duration.ofSeconds(1)));
  }

  @Test
  void otherTablesBeginANewFile() throws Exception {
    Layout newer = new Layout("2", Words.LAYOUT.definitions());
    try (FedView view = new FedView(file, newer, ORIGIN, Words::apply, NOON)) {
      assertThat(view.rebuilt()).contains("the file is from another version");
      assertThat(view.list(Words::all)).isEmpty();
    }
  }

  @Test
  void aFileThatIsNotOursBeginsANewFile() throws Exception {
    Files.writeString(file, "this is no database, but it is long enough to be read as one");
    isRebuilt(ORIGIN, NOON);
  }

  @Test
  void aFileThatDoesNotSayHowOldItIsBeginsANewFile() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("UPDATE meta SET value = 'yesterday' WHERE name = 'seen end at'");
    }
    isRebuilt(ORIGIN, NOON);
  }

  private void isRebuilt(Origin origin, Instant now) throws Exception {
    try (FedView view = new FedView(file, Words.LAYOUT, origin, Words::apply, now)) {
      assertThat(view.rebuilt()).isPresent();
      assertThat(view.positions()).isEmpty();
      assertThat(view.list(Words::all)).isEmpty();
    }
    try (FedView again = new FedView(file, Words.LAYOUT, origin, Words::apply, now)) {
      assertThat(again.rebuilt()).isEmpty();
    }
  }
}

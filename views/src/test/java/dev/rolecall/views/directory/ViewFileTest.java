package dev.rolecall.views.directory;

import static dev.rolecall.views.directory.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.schemas.Topic;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void aFileWithOneUserAtPositionTen() throws Exception {
    file = folder.resolve("views").resolve("directory.db");
    try (OpenView view = OpenView.of(file)) {
      view.apply(10, Facts.user("u1", "ada@x.example", NOON));
    }
  }

  @Test
  void aRestartGoesOnWhereTheFileEnds() throws Exception {
    try (OpenView view = OpenView.of(file)) {
      assertThat(view.rebuilt).isEmpty();
      assertThat(view.positions).containsExactly(Map.entry(0, 10L));
      assertThat(view.userIds(new Lookup.Everything())).containsExactly("u1");
    }
  }

  @Test
  void anotherClusterBeginsANewFile() throws Exception {
    isRebuilt(new LogIdentity("cluster-2", "topic-1", Map.of(0, 0L), Map.of(0, 1_000L)), NOON);
  }

  @Test
  void aTopicThatWasCreatedAgainBeginsANewFile() throws Exception {
    isRebuilt(new LogIdentity("cluster-1", "topic-2", Map.of(0, 0L), Map.of(0, 1_000L)), NOON);
  }

  @Test
  void aPositionBeyondTheEndOfTheLogBeginsANewFile() throws Exception {
    isRebuilt(new LogIdentity("cluster-1", "topic-1", Map.of(0, 0L), Map.of(0, 9L)), NOON);
  }

  @Test
  void aLogThatBeginsAfterThePositionBeginsANewFile() throws Exception {
    isRebuilt(new LogIdentity("cluster-1", "topic-1", Map.of(0, 11L), Map.of(0, 99L)), NOON);
  }

  @Test
  void aFileOlderThanTheTombstonesBeginsANewFile() throws Exception {
    isRebuilt(OpenView.LOG, NOON.plus(Topic.TOMBSTONES_KEPT).plus(Duration.ofSeconds(1)));
  }

  @Test
  void aFileOfAnotherVersionBeginsANewFile() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("UPDATE meta SET value = '0-old' WHERE name = 'version'");
    }
    isRebuilt(OpenView.LOG, NOON);
  }

  @Test
  void aFileThatIsNotOursBeginsANewFile() throws Exception {
    java.nio.file.Files.writeString(file, "this is no database, but it is long enough to be read");
    isRebuilt(OpenView.LOG, NOON);
  }

  @Test
  void aBatchThatFailsLeavesNeitherEntriesNorPositions() throws Exception {
    try (OpenView view = OpenView.of(file)) {
      assertThatThrownBy(() ->
              view.apply(
                  12,
                  Facts.user("u2", "grace@x.example", NOON),
                  Facts.tombstone("not a key of the log")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(view.userIds(new Lookup.Everything())).containsExactly("u1");
    }
    try (OpenView again = OpenView.of(file)) {
      assertThat(again.positions).containsExactly(Map.entry(0, 10L));
    }
  }

  private void isRebuilt(LogIdentity log, Instant now) throws Exception {
    try (OpenView view = new OpenView(file, log, now)) {
      assertThat(view.rebuilt).isPresent();
      assertThat(view.positions).isEmpty();
      assertThat(view.userIds(new Lookup.Everything())).isEmpty();
    }
    try (OpenView again = new OpenView(file, log, now)) {
      assertThat(again.rebuilt).isEmpty();
    }
  }
}

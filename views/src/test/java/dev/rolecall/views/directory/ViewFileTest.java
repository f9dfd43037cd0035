package dev.rolecall.views.directory;

import static dev.rolecall.views.directory.Facts.NOON;
import static dev.rolecall.views.log.FedView.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
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
      assertThat(view.fed().rebuilt()).isEmpty();
      assertThat(view.fed().positions()).containsExactly(Map.entry(WORDS, 10L));
      assertThat(view.userIds(new Lookup.Everything())).containsExactly("u1");
    }
  }

  @Test
  void aFileOfAnotherVersionBeginsANewFile() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("UPDATE meta SET value = '0-old' WHERE name = 'version'");
    }
    try (OpenView view = OpenView.of(file)) {
      assertThat(view.fed().rebuilt()).isPresent();
      assertThat(view.fed().positions()).isEmpty();
      assertThat(view.userIds(new Lookup.Everything())).isEmpty();
    }
    try (OpenView again = OpenView.of(file)) {
      assertThat(again.fed().rebuilt()).isEmpty();
    }
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
      assertThat(again.fed().positions()).containsExactly(Map.entry(WORDS, 10L));
    }
  }
}

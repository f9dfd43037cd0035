package dev.rolecall.views.log;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The smallest view: which words there are. */
final class Words {

  static final Layout LAYOUT =
      new Layout("1", List.of("CREATE TABLE words (word TEXT PRIMARY KEY, meaning TEXT NOT NULL)"));

  private Words() {}

  static void apply(Statements file, LogRecord record) throws SQLException {
    byte[] meaning = record.value();
    if (record.key().equals("poison")) {
      throw new IllegalArgumentException("not a word");
    }
    if (meaning == null) {
      file.run("DELETE FROM words WHERE word = ?", record.key());
    } else {
      file.run(
          "INSERT OR REPLACE INTO words (word, meaning) VALUES (?, ?)",
          record.key(),
          new String(meaning, StandardCharsets.UTF_8));
    }
  }

  static LogRecord word(long offset, String word, @Nullable String meaning) {
    return new LogRecord("words", 0, offset, word, bytes(meaning));
  }

  static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  static List<String> all(Statements file) throws SQLException {
    return file.read(
        row -> row.getString(1) + "=" + row.getString(2),
        "SELECT word, meaning FROM words ORDER BY word");
  }
}

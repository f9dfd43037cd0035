package dev.rolecall.console;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as RFC 4180 has them, gathered into parts of some kilobytes. Spreadsheets compute what
 * begins like a formula, and names come from outside: such a cell gets an apostrophe before it.
 */
final class CsvRows {

  private static final int PART = 32 * 1024;

  private final Consumer<String> to;
  private final StringBuilder part = new StringBuilder();

  CsvRows(Consumer<String> to) {
    this.to = to;
  }

  void row(@Nullable String... cells) {
    for (int i = 0; i < cells.length; i++) {
      part.append(i == 0 ? "" : ",").append(quoted(cells[i]));
    }
    part.append("\r\n");
    if (part.length() >= PART) {
      end();
    }
  }

  void removal(Removal removal) {
    row(
        removal.directory(),
        removal.person(),
        removal.userName(),
        removal.tool(),
        removal.scope(),
        removal.from(),
        removal.to());
  }

  /** Hands over what is left. */
  void end() {
    if (!part.isEmpty()) {
      to.accept(part.toString());
      part.setLength(0);
    }
  }

  private static String quoted(@Nullable String cell) {
    if (cell == null || cell.isEmpty()) {
      return "";
    }
    String plain = "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    boolean special = plain.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return special ? "\"" + plain.replace("\"", "\"\"") + "\"" : plain;
  }
}

package dev.rolecall.app.cli;

import dev.rolecall.app.UserError;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Links in a CSV file (RFC 4180, without line breaks inside of quotes): a header with the columns
 * {@code person} and {@code account}, in any order, and whatever else.
 *
 * @param problems what is wrong with it, each with its line
 */
record LinksFile(List<Line> lines, List<String> problems) {

  private static final String PERSON = "person";
  private static final String ACCOUNT = "account";
  private static final String USER_NAME = "userName";
  private static final String EXTERNAL_ID = "externalId";

  /** Larger than any company; a file of something else is not read to its end. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  /**
   * One link.
   *
   * @param number of the line in the file, from 1
   * @param others columns that also say who it is, should ids have changed: empty when not there
   */
  record Line(int number, String person, String account, Map<String, String> others) {
    Line {
      others = Map.copyOf(others);
    }

    /** Who is linked to what stays out of logs. */
    @Override
    public String toString() {
      return "Line[" + number + "]";
    }
  }

  LinksFile {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a file; lines that are wrong are among the problems.
   *
   * @throws UserError when there is no such file, or it is no table of links
   */
  static LinksFile read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UserError(file + " is larger than " + MOST_BYTES + " bytes; cut it into parts");
      }
      return of(Files.readAllLines(file, StandardCharsets.UTF_8), file.toString());
    } catch (MalformedInputException e) {
      throw new UserError(file + " is not in UTF-8");
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage());
    }
  }

  private static LinksFile of(List<String> lines, String file) {
    List<String> header =
        lines.isEmpty()
            ? List.of()
            : cells(lines.getFirst().replace("\uFEFF", "")).stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
    if (!header.contains(PERSON) || !header.contains(ACCOUNT)) {
      throw new UserError(
          file + " should begin with a line that names its columns: person,account");
    }
    Reading reading = new Reading(header);
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        reading.line(i + 1, cells(lines.get(i)));
      }
    }
    return new LinksFile(reading.lines, reading.problems);
  }

  /** What was read so far. */
  private static final class Reading {
    private final List<String> header;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> people = new HashMap<>();
    private final Map<String, Integer> accounts = new HashMap<>();

    Reading(List<String> header) {
      this.header = header;
    }

    void line(int number, List<String> cells) {
      if (cells.size() != header.size()) {
        problems.add(
            "line %d: has %d columns, and the first line %d"
                .formatted(number, cells.size(), header.size()));
        return;
      }
      String person = cells.get(header.indexOf(PERSON)).strip();
      String account = cells.get(header.indexOf(ACCOUNT)).strip();
      if (person.isEmpty() || account.isEmpty()) {
        problems.add("line " + number + ": names no " + (person.isEmpty() ? PERSON : ACCOUNT));
        return;
      }
      twice(PERSON, people.putIfAbsent(person, number), number, problems);
      twice(ACCOUNT, accounts.putIfAbsent(account, number), number, problems);
      Map<String, String> others = new HashMap<>();
      for (String column : List.of(USER_NAME, EXTERNAL_ID)) {
        int at = header.indexOf(column.toLowerCase(Locale.ROOT));
        if (at >= 0) {
          others.put(column, cells.get(at).strip());
        }
      }
      lines.add(new Line(number, person, account, others));
    }
  }

  private static void twice(
      String what, @Nullable Integer first, int number, List<String> problems) {
    if (first != null) {
      problems.add("line %d: the %s is in line %d, too".formatted(number, what, first));
    }
  }

  /** The cells of one line, quotes taken off. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  /**
   * The text of a file with these rows: person, account, login, userName, externalId, how it was
   * found.
   */
  static String text(List<List<String>> rows) {
    StringBuilder text = new StringBuilder("person,account,login,userName,externalId,foundBy\r\n");
    for (List<String> row : rows) {
      text.append(String.join(",", row.stream().map(LinksFile::quoted).toList())).append("\r\n");
    }
    return text.toString();
  }

  private static String quoted(String cell) {
    boolean special = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return special ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
  }
}

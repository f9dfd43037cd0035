package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table "Compared" in {@code docs/scim.md}: each claim of ours names the test that shows it.
 */
class ComparedTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  /** Feature, Rolecall and the four others, between the outer bars. */
  private static final int CELLS = 8;

  private static final int FEWEST_ROWS = 45;

  private record Row(String feature, String ours) {
    boolean isClaim() {
      return !ours.isEmpty() && !ours.startsWith("no");
    }

    List<MatchResult> tests() {
      return TEST.matcher(ours).results().toList();
    }
  }

  @Test
  void everyRowHasACellForEachProduct() throws IOException {
    for (String line : table()) {
      assertThat(line.split("\\|", -1)).as(line).hasSize(CELLS);
    }
    assertThat(rows()).hasSizeGreaterThan(FEWEST_ROWS);
  }

  @Test
  void everyClaimNamesATest() throws IOException {
    assertThat(rows()).filteredOn(Row::isClaim).allMatch(row -> !row.tests().isEmpty());
  }

  @Test
  void everyNamedTestExists() throws IOException {
    Map<String, String> classes = classes();
    for (Row row : rows()) {
      for (MatchResult test : row.tests()) {
        assertThat(classes).as(row.feature()).containsKey(test.group(1));
        assertThat(classes.get(test.group(1)))
            .as(row.feature())
            .containsPattern("\\b" + test.group(2) + "\\(");
      }
    }
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : table().subList(2, table().size())) {
      String[] cells = line.split("\\|", -1);
      rows.add(new Row(cells[1].strip(), cells[2].strip()));
    }
    return rows;
  }

  private static List<String> table() throws IOException {
    String page = Files.readString(CHECKOUT.resolve("docs/scim.md"));
    return page.substring(page.indexOf("## Compared"))
        .lines()
        .filter(line -> line.startsWith("|"))
        .toList();
  }

  /** The sources of all test classes by their names. */
  private static Map<String, String> classes() throws IOException {
    Map<String, String> classes = new TreeMap<>();
    try (Stream<Path> modules = Files.list(CHECKOUT)) {
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          read(tests, classes);
        }
      }
    }
    return classes;
  }

  private static void read(Path folder, Map<String, String> classes) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        classes.merge(name, Files.readString(file), String::concat);
      }
    }
  }
}

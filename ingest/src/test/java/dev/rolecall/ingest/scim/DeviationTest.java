package dev.rolecall.ingest.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An operator who sees a deviation counted finds it in the documentation, and no other. */
class DeviationTest {

  private static final Pattern COUNTED_AS = Pattern.compile("\\|([^|]*)\\|\\s*$");
  private static final Pattern LABEL = Pattern.compile("`([a-z-]+)`");

  @Test
  void everyDeviationIsInTheTableOfDialects() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "scim.md"));
    String section = page.substring(page.indexOf("## Dialects"), page.indexOf("## Limits"));
    Set<String> documented = new TreeSet<>();
    for (String row : section.lines().filter(line -> line.startsWith("| ")).skip(1).toList()) {
      Matcher last = COUNTED_AS.matcher(row);
      assertThat(last.find()).as(row).isTrue();
      LABEL.matcher(last.group(1)).results().map(each -> each.group(1)).forEach(documented::add);
    }
    assertThat(documented)
        .isEqualTo(
            Arrays.stream(Deviation.values())
                .map(Deviation::label)
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}

package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example of the page about policies is one: it loads without a warning and its tests pass,
 * or it is refused, or warned about, with the words that its first line promises.
 */
class DocsTest {
  private static final Path PAGE = Path.of("..", "docs", "policy.md");
  private static final String REFUSED = "# refused: ";
  private static final String WARNS = "# warns: ";

  private static final String NOT_ENFORCED = "checked for mistakes, not proved";
  private static final Tools TOOLS = tools();

  /** An example and the line of the page where it begins. */
  record Example(int line, String text) {
    boolean isRefused() {
      return promise(REFUSED).isPresent();
    }

    private Optional<String> promise(String marker) {
      return text.lines()
          .filter(each -> each.startsWith(marker))
          .map(each -> each.substring(marker.length()))
          .findFirst();
    }

    Loaded load() {
      return Policies.load(List.of(new PolicyFile("policy.md", text)), TOOLS);
    }
  }

  private static Tools tools() {
    Map<String, ToolShape> all = new TreeMap<>(Controllers.TOOLS.byName());
    all.putAll(Acme.FIVE.byName());
    return new Tools(all);
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    List<String> lines = Files.readAllLines(PAGE);
    int begin = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("```yaml")) {
        begin = i + 1;
      } else if (lines.get(i).equals("```") && begin >= 0) {
        examples.add(new Example(begin + 1, String.join("\n", lines.subList(begin, i)) + "\n"));
        begin = -1;
      }
    }
    return examples;
  }

  @Test
  void thePageIsFullOfExamplesWithTests() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(20);
    assertThat(examples())
        .filteredOn(each -> each.text().contains("\ntests:\n"))
        .hasSizeGreaterThan(12);
    assertThat(examples()).filteredOn(Example::isRefused).hasSizeGreaterThan(4);
  }

  @TestFactory
  Stream<DynamicTest> everyExampleDoesWhatThePageSays() throws IOException {
    return examples().stream()
        .map(each -> DynamicTest.dynamicTest("line " + each.line(), () -> check(each)));
  }

  private static void check(Example example) {
    Loaded loaded = example.load();
    Optional<String> refused = example.promise(REFUSED);
    if (refused.isPresent()) {
      assertThat(loaded)
          .isInstanceOfSatisfying(
              Loaded.Broken.class, broken -> says(broken.problems(), refused.get()));
      return;
    }
    assertThat(loaded)
        .as(loaded.toString())
        .isInstanceOfSatisfying(
            Loaded.Usable.class,
            usable -> {
              says(usable.warnings(), example.promise(WARNS).orElse(""));
              assertThat(PolicyTests.run(usable.policy()))
                  .allSatisfy(result -> assertThat(result.passed()).as(result.toString()).isTrue());
            });
  }

  /** One problem with these words, or none; the page tells what is not enforced yet. */
  private static void says(List<Problem> all, String words) {
    List<Problem> problems =
        all.stream().filter(each -> !each.message().contains(NOT_ENFORCED)).toList();
    if (words.isEmpty()) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().asString().contains(words);
    }
  }
}

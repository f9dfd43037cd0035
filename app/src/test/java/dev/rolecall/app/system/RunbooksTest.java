package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows {@code docs/runbooks.md} as it is written: each situation is made to happen, each command
 * is typed, each line that is shown has to be printed, and in the end the tool has to be as it
 * should. Lost Kafka and upgrades take longer: {@code -Drolecall.runbooks=full}. One alone: {@code
 * -Drolecall.runbook=REGEX}.
 */
class RunbooksTest {

  private static final boolean FULL = "full".equals(System.getProperty("rolecall.runbooks"));

  @TempDir private static Path folder;
  private static RunbookCompany company;
  private static RunbookPage page;

  /** Makes a situation happen, follows its runbook, and looks at the end. */
  interface Situation {
    void play(RunbookPage.Section section) throws Exception;
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    page = RunbookPage.read();
    company = RunbookCompany.start(folder.resolve("company"));
  }

  @AfterAll
  static void stop() {
    company.close();
  }

  private static Map<String, Situation> quick() {
    Map<String, Situation> situations = new LinkedHashMap<>();
    new PeopleRunbooks(company).situations().forEach(situations::put);
    new ToolRunbooks(company).situations().forEach(situations::put);
    return situations;
  }

  private static Map<String, Situation> slow() {
    Map<String, Situation> situations =
        new LinkedHashMap<>(new LostKafkaRunbooks(folder).situations());
    situations.put(UpgradeRunbook.TITLE, new UpgradeRunbook(folder)::play);
    return situations;
  }

  @Test
  void everyRunbookHasATestAndEveryTestARunbook() {
    List<String> tested = new ArrayList<>(quick().keySet());
    tested.addAll(slow().keySet());
    tested.add(RunbookPage.SHORT_ANSWERS);
    assertThat(page.sections())
        .extracting(RunbookPage.Section::title)
        .containsExactlyInAnyOrderElementsOf(tested);
    assertThat(page.sections())
        .filteredOn(section -> section.steps().isEmpty())
        .extracting(RunbookPage.Section::title)
        .containsExactly(RunbookPage.SHORT_ANSWERS);
  }

  @TestFactory
  Stream<DynamicTest> everyRunbookWorks() {
    return tests(quick());
  }

  @TestFactory
  Stream<DynamicTest> everySlowRunbookWorks() {
    return FULL ? tests(slow()) : Stream.empty();
  }

  private static Stream<DynamicTest> tests(Map<String, Situation> situations) {
    String only = System.getProperty("rolecall.runbook", "");
    return situations.entrySet().stream()
        .filter(each -> only.isEmpty() || each.getKey().matches(only))
        .map(each ->
            DynamicTest.dynamicTest(
                each.getKey(), () -> each.getValue().play(page.section(each.getKey()))));
  }
}

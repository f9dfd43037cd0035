package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.PolicyTests;
import dev.rolecall.policy.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came out of the tests of policies, as it is told to people and to programs. */
record TestReport(List<Tested> tests) {

  static final TestReport NONE = new TestReport(List.of());

  private static final String INDENT = " ".repeat(14);

  TestReport {
    tests = List.copyOf(tests);
  }

  /** What came out of one test. */
  enum Outcome {
    PASSED("passed"),
    FAILED("FAILED"),
    /** None of the tools that it names is configured: it shows nothing. */
    NOT_COMPARED("not compared");

    private final String heading;

    Outcome(String heading) {
      this.heading = heading;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One test.
   *
   * @param differences as {@link TestDifferences} has them
   */
  record Tested(String name, String file, int line, Outcome outcome, List<JsonNode> differences) {
    Tested {
      differences = List.copyOf(differences);
    }

    /** What differs, a line for each cell. */
    String headline() {
      return String.join("; ", differences.stream().map(TestDifferences::headline).toList());
    }

    /** What differs and why. */
    List<String> explanation() {
      return differences.stream().flatMap(each -> TestDifferences.lines(each).stream()).toList();
    }
  }

  /** Runs the tests of a policy. */
  static TestReport of(Policy policy) {
    return new TestReport(
        PolicyTests.run(policy).stream().map(result -> tested(result, policy)).toList());
  }

  private static Tested tested(TestResult result, Policy policy) {
    Outcome outcome = result.passed() ? Outcome.PASSED : Outcome.FAILED;
    return new Tested(
        result.name(),
        result.file(),
        result.line(),
        result.compared().isEmpty() ? Outcome.NOT_COMPARED : outcome,
        TestDifferences.of(result, policy));
  }

  long count(Outcome outcome) {
    return tests.stream().filter(test -> test.outcome() == outcome).count();
  }

  String text() {
    List<String> lines = new ArrayList<>();
    for (Tested test : tests) {
      lines.add("%-14s%s".formatted(test.outcome().heading, test.name()));
      switch (test.outcome()) {
        case PASSED -> {}
        case FAILED -> {
          lines.add(INDENT + test.file() + ":" + test.line());
          test.explanation().forEach(line -> lines.add(INDENT + line));
        }
        case NOT_COMPARED ->
            lines.add(
                "%s%s:%d: none of the tools that it expects something of is configured"
                    .formatted(INDENT, test.file(), test.line()));
      }
    }
    long notCompared = count(Outcome.NOT_COMPARED);
    lines.add(
        "%d passed, %d failed%s"
            .formatted(
                count(Outcome.PASSED),
                count(Outcome.FAILED),
                notCompared == 0 ? "" : ", " + notCompared + " not compared"));
    return String.join(System.lineSeparator(), lines);
  }

  ObjectNode json(Loaded loaded) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("problems", PolicyProblems.json(loaded));
    ArrayNode all = json.putArray("tests");
    for (Tested test : tests) {
      ObjectNode each = all.addObject();
      each.put("name", test.name());
      each.put("file", test.file());
      each.put("line", test.line());
      each.put("outcome", test.outcome().word());
      each.putArray("differences").addAll(test.differences());
    }
    for (Outcome outcome : Outcome.values()) {
      json.put(outcome.word(), count(outcome));
    }
    return json;
  }
}

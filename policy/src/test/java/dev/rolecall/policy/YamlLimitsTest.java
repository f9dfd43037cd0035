package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.TOOLS;
import static dev.rolecall.policy.Acme.file;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A file from anybody cannot make the loader run out of memory, stack or time. */
class YamlLimitsTest {
  private static void refused(String content, String message) {
    assertThat(problems(TOOLS, file("x.yaml", content)))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains(message);
  }

  @Test
  void aTextThatIsNoYamlIsRefusedWithItsPlace() {
    assertThat(problems(TOOLS, file("x.yaml", "version: 1\npolicy: [a\nrules:\n")))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(3);
          assertThat(problem.message()).startsWith("not YAML: ");
        });
    assertThat(problems(TOOLS, file("x.yaml", "a: b: c\n")))
        .extracting(Problem::line, Problem::column)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 5));
    refused("a: \u0000\n", "not YAML: ");
    refused("\tb\n", "not YAML: ");
  }

  @Test
  void aKeyGivenTwiceIsAnError() {
    assertThat(problems(TOOLS, policy("rules: []\ntests: []\nrules: []\n")))
        .singleElement()
        .hasToString(
            "a.yaml:5:1: error: key 'rules' is here twice, first in line 3"
                + " (remove or merge one of them)");
  }

  @Test
  void nestedAliasesThatMultiplyAreRefusedBeforeTheyAreWrittenOut() {
    String levels =
        IntStream.range(1, 20)
            .mapToObj(level ->
                "a%d: &a%d [%s]\n".formatted(level, level, ("*a" + (level - 1) + ",").repeat(5)))
            .collect(Collectors.joining());
    refused("a0: &a0 [x]\n" + levels, "more than 200000 values");
  }

  @Test
  void anAliasOfItselfIsRefused() {
    refused("a: &a [*a]\n", "refers to nothing complete above it");
  }

  @Test
  void tooManyAliasesAreRefused() {
    refused("a: &a x\nb: [" + "*a,".repeat(101) + "]\n", "more than 100 aliases");
  }

  @Test
  void deepNestingIsRefusedWithoutUsingUpTheStack() {
    refused("a: " + "[".repeat(100_000) + "]".repeat(100_000), "nested deeper than 32 levels");
  }

  @Test
  void aVeryLongFileIsRefused() {
    refused("a: " + "x".repeat(500_001), "longer than 500000 characters");
  }

  @Test
  void moreThanOneRecordCanCarryIsRefused() {
    String comment = "#" + "\u00e9".repeat(240_000);
    assertThat(problems(TOOLS, file("a.yaml", comment), file("b.yaml", comment)))
        .extracting(Problem::message)
        .containsExactly("more than 921600 bytes in all policy files");
  }

  @Test
  void tooManyFilesAreRefused() {
    List<PolicyFile> many =
        IntStream.range(0, 1_001).mapToObj(i -> file(i + ".yaml", "a: b\n")).toList();
    assertThat(Policies.load(many, TOOLS))
        .isInstanceOfSatisfying(
            Loaded.Broken.class,
            broken ->
                assertThat(broken.problems())
                    .extracting(Problem::message)
                    .containsExactly("more than 1000 policy files"));
  }

  @Test
  void tagsMergesAndSecondDocumentsAreRefused() {
    assertThat(problems(TOOLS, policy("owner: !!java/object x\n")))
        .extracting(Problem::message)
        .contains("tag 'tag:yaml.org,2002:java/object' has no meaning here");
    refused("--- {}\n--- {}\n", "a policy file holds one document");
    assertThat(problems(TOOLS, policy("<<: { rules: [] }\n")))
        .extracting(Problem::message)
        .containsExactly("'<<' is not supported: write the keys out");
  }

  @Test
  void anAliasInMeasureIsFine() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - { id: a, groups: a, grant: { drone: &drone { server: user } } }
                  - { id: b, groups: b, grant: { drone: *drone } }
                """));
    assertThat(Acme.person("ana").in("b").roles("drone", policy)).containsExactly("server=user");
  }
}

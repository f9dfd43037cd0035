package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.TOOLS;
import static dev.rolecall.policy.Acme.file;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Mistakes.rule;
import static dev.rolecall.policy.Mistakes.said;
import static dev.rolecall.policy.Mistakes.says;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Mistakes in headers, control, attributes and tests, and between files. */
class BundleProblemsTest {
  @Test
  void controlIsChecked() {
    says("control: { gitlab: { mode: enforced } }\n", "3:28", "did you mean 'enforce'?");
    says("control: { gitlab: { manages: [a] } }\n", "3:22", "did you mean 'manage'?");
    says("control: { drone: { manage: sever } }\n", "3:29", "did you mean 'server'?");
    says("control: { drone: { manage: [''] } }\n", "3:30", "1 to 512 characters");
    says("control: { dron: { manage: [x] } }\n", "3:12", "controls nothing");
    assertThat(said("control: { drone: { manage: ['**'] }, buildkite: { manage: 'team:*' } }\n"))
        .isEmpty();
  }

  @Test
  void declaredAttributesAreChecked() {
    says("attributes: { a: contractEnd }\n", "3:18", "is not the path of an extension");
    says("attributes: { title: 'urn:a:b:c' }\n", "3:15", "already in the standard attributes");
    says("attributes: { a: { path: 'urn:a:b:c', type: flg } }\n", "3:45", "did you mean 'flag'?");
    says("attributes: { a-b: 'urn:a:b:c' }\n", "3:15", "letters, digits");
  }

  @Test
  void testsAreChecked() {
    says(
        "tests:\n  - { name: t, user: { departmnt: x }, expect: { drone: {} } }\n",
        "4:24",
        "did you mean 'department'?");
    says(
        "tests:\n  - { name: t, user: {}, expect: { drone: { server: adm1n } } }\n",
        "4:53",
        "did you mean 'admin'?");
    says("tests:\n  - { name: t, user: {}, expect: {} }\n", "4:34", "could not fail");
    says("tests:\n  - { name: t, user: {} }\n", "4:5", "has no 'expect'");
    says("tests:\n  - { name: t, expect: { drone: {} } }\n", "4:5", "has no 'user'");
    says(
        "tests:\n  - { name: t, at: today, user: {}, expect: { drone: {} } }\n",
        "4:20",
        "'today' is not an instant");
    says(
        "tests:\n  - { name: t, user: {}, expect: { circleci: { org: x } } }\n",
        "4:36",
        "not configured: not compared");
  }

  @Test
  void theHeaderIsNeeded() {
    assertThat(problems(TOOLS, file("x.yaml", "owner: me\n")))
        .extracting(Problem::remedy)
        .containsExactlyInAnyOrder("write 'version: 1'", "add 'policy:'");
    assertThat(problems(TOOLS, file("x.yaml", "version: 2\npolicy: a\n"))).hasSize(1);
    assertThat(problems(TOOLS, file("x.yaml", "version: \"1\"\npolicy: a b\n"))).hasSize(2);
  }

  @Test
  void anEmptyFolderIsAnErrorAndNeverAPolicyThatGivesNothing() {
    assertThat(problems(TOOLS)).extracting(Problem::severity).containsExactly(Severity.ERROR);
    assertThat(problems(TOOLS, file("x.yaml", "# nothing\n")))
        .extracting(Problem::message)
        .containsExactly("the file is empty");
  }

  @Test
  void anIdGivenTwiceIsAnErrorThatNamesBothPlaces() {
    String rules = rule("groups: g\ngrant: { drone: { server: user } }");
    assertThat(problems(TOOLS, policy(rules), file("b.yaml", "version: 1\npolicy: b\n" + rules)))
        .singleElement()
        .hasToString(
            "b.yaml:4:9: error: id 'r' is here twice, first at a.yaml:4 (rename or remove one)");
    assertThat(problems(TOOLS, policy(""), policy(""))).hasSize(2);
    assertThat(
            problems(
                TOOLS,
                policy("control: { drone: {} }\n"),
                file("b.yaml", "version: 1\npolicy: b\ncontrol: { drone: {} }\n")))
        .singleElement()
        .hasToString(
            "b.yaml:3:12: error: control of tool 'drone' is here twice, first at a.yaml:3"
                + " (rename or remove one)");
  }

  @Test
  void allProblemsAreReportedTogetherInTheOrderOfTheirPlaces() {
    assertThat(
            problems(
                TOOLS,
                file("b.yaml", "version: 1\npolicy: b\nruels: 1\n"),
                policy("caps: 1\n" + rule("groups: g\ngrant: { drone: { server: king } }")),
                file("c.yaml", "a: [\n")))
        .extracting(problem -> problem.file() + ":" + problem.line())
        .containsExactly("a.yaml:3", "a.yaml:7", "b.yaml:3", "c.yaml:2");
  }
}

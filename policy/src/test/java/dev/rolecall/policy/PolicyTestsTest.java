package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTestsTest {
  private static final String RULES =
      """
      attributes: { squad: "urn:example:acme:2.0:User:squad" }
      rules:
        - { id: a, groups: a, grant: { jenkins: { "folder:x": [read, build] }, drone: { server: user } } }
        - { id: red, where: { squad: red }, grant: { drone: { server: admin } } }
      tests:
      """;

  private static TestResult run(String test) {
    return PolicyTests.run(usable(MANY, policy(RULES + "  - " + test + "\n"))).getFirst();
  }

  @Test
  void orderOfRolesDoesNotMatterAndUnnamedToolsAreNotCompared() {
    TestResult result =
        run(
            "{ name: t, user: { groups: [a] }, expect: { jenkins: { 'folder:x': [build, read] } } }");
    assertThat(result.passed()).isTrue();
    assertThat(result.compared())
        .extracting(TestResult.Comparison::tool)
        .containsExactly("jenkins");
  }

  @Test
  void aWrongGrantFailsAndSaysWhatCameOutAndWhy() {
    TestResult result =
        run("{ name: no drone, user: { groups: a }, expect: { drone: {}, jenkins: {} } }");
    assertThat(result.passed()).isFalse();
    assertThat(result.name()).isEqualTo("no drone");
    assertThat(result.file() + ":" + result.line()).isEqualTo("a.yaml:8");
    TestResult.Comparison drone = result.compared().getFirst();
    assertThat(drone.expected()).isEmpty();
    assertThat(drone.actual()).isEqualTo(Map.of("server", Set.of("user")));
    assertThat(drone.grants().getFirst().reasons())
        .extracting(RuleReason::rule)
        .containsExactly("a");
  }

  @Test
  void aMissingGrantAndAWrongRoleFail() {
    assertThat(run("{ name: t, user: {}, expect: { drone: { server: user } } }").passed())
        .isFalse();
    assertThat(
            run("{ name: t, user: { groups: [a] }, expect: { drone: { server: admin } } }")
                .passed())
        .isFalse();
    assertThat(
            run("{ name: t, user: { groups: [a] }, expect: { jenkins: { 'folder:x': read } } }")
                .passed())
        .isFalse();
  }

  @Test
  void attributesGroupsWithDatesAndSuspensionReachTheRules() {
    assertThat(
            run("{ name: t, at: 2026-09-01T00:00:00Z, user: { squad: red, groups: [{ name: a,"
                    + " since: 2026-08-01T00:00:00Z }] }, expect: { drone: { server: admin },"
                    + " jenkins: { 'folder:x': [read, build] } } }")
                .passed())
        .isTrue();
    assertThat(
            run("{ name: t, user: { active: false, squad: red, groups: [a] },"
                    + " expect: { drone: {}, jenkins: {} } }")
                .passed())
        .isTrue();
  }
}

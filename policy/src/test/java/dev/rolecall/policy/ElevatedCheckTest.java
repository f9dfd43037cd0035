package dev.rolecall.policy;

import static dev.rolecall.policy.Mistakes.rule;
import static dev.rolecall.policy.Mistakes.said;
import static dev.rolecall.policy.Mistakes.says;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name is not enough for an elevated role. */
class ElevatedCheckTest {
  private static final String ELEVATED =
      "elevated: { gitlab: [maintainer], jenkins: { global: administer, 'folder:*-prod': deploy } }\n";

  @Test
  void anElevatedRoleThatHangsOnTheNameOfAGroupIsAWarning() {
    says(
        ELEVATED + rule("groups: admins\ngrant: { gitlab: { acme: owner } }"),
        "5:1",
        "warning: rule 'r' gives owner in 'acme' of gitlab, which is elevated,"
            + " for the name of a group alone",
        "add 'group-id', 'all-groups', 'where' or 'when'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groups: g\ngrant: { jenkins: { 'folder:web-prod': [read, deploy] } }",
        "groups: 'g:{scope}'\ngrant: { jenkins: { 'folder:{scope}': deploy } }",
        "groups: 'g:{scope}'\ngrant: { jenkins: { 'folder:{scope}-prod': deploy } }",
        "groups: 'g:{scope/**}:{role=guest|Maintainer}'\ngrant: { gitlab: { '{scope}': '{role}' } }",
        "groups: 'g:{role}'\ngrant: { gitlab: { acme: '{role}' } }",
      })
  void capturesThatMayMakeAnElevatedRoleCount(String rule) {
    assertThat(said(ELEVATED + rule(rule)))
        .singleElement()
        .asString()
        .contains("for the name of a group alone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groups: g\ngrant: { gitlab: { acme: developer } }",
        "groups: g\ngrant: { jenkins: { 'folder:web': deploy } }",
        "groups: g\ngrant: { jenkins: { 'folder:web-prod': read } }",
        "groups: 'g:{scope}'\ngrant: { jenkins: { 'folder:{scope}-test': deploy } }",
        "groups: 'g:{role=guest|reporter}'\ngrant: { gitlab: { acme: '{role}' } }",
        "all-groups: [g, h]\ngrant: { gitlab: { acme: owner } }",
        "groups: g\nall-groups: h\ngrant: { gitlab: { acme: owner } }",
        "groups: g\nwhen: user.department == 'IT'\ngrant: { gitlab: { acme: owner } }",
        "groups: g\nwhere: { department: IT }\ngrant: { gitlab: { acme: owner } }",
        "when: user.department == 'IT'\ngrant: { gitlab: { acme: owner } }",
      })
  void whatIsNotElevatedOrAsksForMoreIsNone(String rule) {
    assertThat(said(ELEVATED + rule(rule))).isEmpty();
  }
}

package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Denies take whatever rules and temporary grants give. */
class DeniesTest {

  private static final String RULES =
      """
      rules:
        - { id: all, groups: team, grant: { gitlab: { web: owner, acme/api: guest }, drone: { server: admin } } }
      temporary:
        - id: t
          user: ana
          from: 2026-09-01T00:00:00Z
          until: 2026-09-02T00:00:00Z
          grant: { gitlab: { web: owner } }
      """;

  private static Policy with(String denies) {
    return usable(MANY, policy(RULES + denies));
  }

  @Test
  void aDenyFromAllToolsLeavesNothing() {
    Policy policy = with("denies: [{ id: hold, groups: legal-hold, from: all-tools }]\n");
    assertThat(person("ana").in("team", "Legal-Hold").by(policy).values())
        .allMatch(grants -> grants.isEmpty());
    assertThat(person("ana").in("team").roles("drone", policy)).containsExactly("server=admin");
  }

  @Test
  void aDenyFromAToolOrFromScopesLeavesTheRest() {
    Policy policy =
        with(
            "denies: [{ id: a, groups: interns, from: [drone] }, { id: b, groups: interns, from: {"
                + " gitlab: ['acme/**'] } }]\n");
    assertThat(person("ana").in("team", "interns").roles("drone", policy)).isEmpty();
    assertThat(person("ana").in("team", "interns").roles("gitlab", policy))
        .containsExactly("web=owner");
  }

  @Test
  void aConditionThatCannotBeToldDeniesAndIsFound() {
    Policy policy =
        with("denies: [{ id: d, when: 'int(user.costCenter) > 1', from: all-tools }]\n");
    Resolution.Resolved resolved =
        Resolution.explain(person("ana").in("team").subject(), policy, Acme.NOW);
    assertThat(resolved.grants().values()).allMatch(grants -> grants.isEmpty());
    assertThat(resolved.findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.message()).contains("'d'", "it is taken as if it held"));
  }

  @Test
  void aDenyThatDeniesNothingIsSaid() {
    assertThat(said("denies: [{ id: d, groups: g }]\n")).contains("a deny has no 'from'");
    assertThat(said("denies: [{ id: d, groups: g, from: [] }]\n")).contains("denies nothing");
    assertThat(said("denies: [{ id: d, groups: g, from: gitlb }]\n"))
        .contains("'gitlb' is not configured: denies nothing there", "did you mean 'gitlab'?");
  }

  private static String said(String denies) {
    return problems(MANY, policy(RULES + denies)).toString();
  }
}

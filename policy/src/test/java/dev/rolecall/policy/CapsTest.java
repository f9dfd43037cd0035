package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Caps lower what rules give, and never give. */
class CapsTest {

  private static final String RULES =
      """
      rules:
        - { id: leads, groups: leads, grant: { gitlab: { web: maintainer, Acme/api: owner } } }
        - { id: team, groups: team, grant: { gitlab: { web: guest } } }
        - { id: ops, groups: ops, grant: { jenkins: { "folder:web-prod": [read, deploy], "folder:web": [read, build, deploy] } } }
      """;

  private static Policy with(String caps) {
    return usable(MANY, policy(RULES + caps));
  }

  @Test
  void aCapLowersARoleOfALadderAndLeavesLowerOnesAlone() {
    Policy policy = with("caps: [{ id: c, groups: vendors, max: { gitlab: developer } }]\n");
    assertThat(person("vic").in("leads", "vendors").roles("gitlab", policy))
        .containsExactly("Acme/api=developer", "web=developer");
    assertThat(person("vic").in("team", "vendors").roles("gitlab", policy))
        .containsExactly("web=guest");
    assertThat(person("ana").in("leads").roles("gitlab", policy))
        .containsExactly("Acme/api=owner", "web=maintainer");
  }

  @Test
  void theReasonOfALoweredRoleNamesTheCapAndTheRoleThatTheRuleGave() {
    Policy policy = with("caps: [{ id: c, groups: vendors, max: { gitlab: developer } }]\n");
    ResolvedGrant web = person("vic").in("leads", "vendors").grants("gitlab", policy).getLast();
    assertThat(web.reasons())
        .singleElement()
        .satisfies(reason -> {
          assertThat(reason.rule()).isEqualTo("leads");
          assertThat(reason.lowered()).isEqualTo(new Lowered("maintainer", "c", "a.yaml", 7));
        });
  }

  @Test
  void aCapOnASetLeavesOnlyWhatItNames() {
    Policy policy = with("caps: [{ id: c, groups: vendors, max: { jenkins: [read, build] } }]\n");
    assertThat(person("vic").in("ops", "vendors").roles("jenkins", policy))
        .containsExactly("folder:web=build", "folder:web=read", "folder:web-prod=read");
  }

  @Test
  void aCapOnScopesIsForThemOnlyWhateverTheirLetterCase() {
    Policy policy =
        with(
            "caps: [{ id: c, groups: vendors, max: { gitlab: { 'acme/**': [] }, jenkins: {"
                + " 'folder:*-prod': [] } } }]\n");
    assertThat(person("vic").in("leads", "vendors").roles("gitlab", policy))
        .containsExactly("web=maintainer");
    assertThat(person("vic").in("ops", "vendors").roles("jenkins", policy))
        .containsExactly("folder:web=build", "folder:web=deploy", "folder:web=read");
  }

  @Test
  void theLowestOfSeveralCapsCountsInWhateverOrder() {
    String low = "{ id: low, groups: vendors, max: { gitlab: reporter } }";
    String high = "{ id: high, groups: vendors, max: { gitlab: developer } }";
    for (String caps : new String[] {low + ", " + high, high + ", " + low}) {
      assertThat(
              person("vic").in("leads", "vendors").roles("gitlab", with("caps: [" + caps + "]\n")))
          .containsExactly("Acme/api=reporter", "web=reporter");
    }
  }

  @Test
  void aConditionThatCannotBeToldCapsAllTheSame() {
    Policy policy =
        with("caps: [{ id: c, when: 'int(user.costCenter) > 4000', max: { gitlab: guest } }]\n");
    assertThat(person("vic").in("leads").with("costCenter", "none").roles("gitlab", policy))
        .containsExactly("Acme/api=guest", "web=guest");
    assertThat(person("vic").in("leads").with("costCenter", "12").roles("gitlab", policy))
        .containsExactly("Acme/api=owner", "web=maintainer");
  }

  @Test
  void aCapThatNamesWhatTheToolDoesNotHaveIsAnError() {
    assertThat(said("caps: [{ id: c, groups: g, max: { gitlab: developr } }]\n"))
        .contains("gitlab has no role 'developr'", "did you mean 'developer'?");
    assertThat(said("caps: [{ id: c, groups: g, max: { buildkite: maintainer } }]\n"))
        .contains("buildkite has no role 'maintainer' in org");
    assertThat(said("caps: [{ id: c, groups: g, max: { jenkins: { 'dir:*': [] } } }]\n"))
        .contains("jenkins has no scope 'dir:*'");
    assertThat(said("caps: [{ id: c, groups: g, max: { gitlab: [guest, owner] } }]\n"))
        .contains("are a ladder: a cap names the highest");
    assertThat(said("caps: [{ id: c, groups: g }]\n")).contains("a cap has no 'max'");
    assertThat(said("caps: [{ id: c, max: { gitlab: guest } }]\n"))
        .contains("would speak of everybody");
  }

  private static String said(String caps) {
    return problems(MANY, policy(RULES + caps)).toString();
  }
}

package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.NOW;
import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Separation of duties: nobody holds two roles together in places that belong together. */
class SeparationTest {

  private static final String RULES =
      """
      rules:
        - { id: code, groups: "code:{s}:{r=developer|maintainer}", grant: { gitlab: { "{s}": "{r}" } } }
        - { id: ship, groups: "ship:{s}", grant: { jenkins: { "folder:{s}-prod": [read, deploy] } } }
      """;

  private static final String BETWEEN =
      """
      separate:
        - id: four-eyes
          between:
            - gitlab: { "{scope}": [maintainer, owner] }
            - jenkins: { "folder:{scope}-prod": [deploy] }
      """;

  private static Policy with(String more) {
    return usable(MANY, policy(RULES + BETWEEN + more));
  }

  @Test
  void theSecondIsWithheldInTheSameScopeAndNowhereElse() {
    Policy policy = with("");
    assertThat(
            person("bo").in("code:Web:maintainer", "ship:web", "ship:api").roles("jenkins", policy))
        .containsExactly("folder:api-prod=deploy", "folder:api-prod=read", "folder:web-prod=read");
    assertThat(person("bo").in("code:web:maintainer", "ship:web").roles("gitlab", policy))
        .containsExactly("web=maintainer");
    assertThat(person("bo").in("code:web:developer", "ship:web").roles("jenkins", policy))
        .containsExactly("folder:web-prod=deploy", "folder:web-prod=read");
  }

  @Test
  void bothCanBeWithheldAndWhatIsBeneathComesToLight() {
    Policy policy = with("    on-conflict: withhold-both\n");
    var bo = person("bo").in("code:web:maintainer", "code:web:developer", "ship:web");
    assertThat(bo.roles("gitlab", policy)).containsExactly("web=developer");
    assertThat(bo.roles("jenkins", policy)).containsExactly("folder:web-prod=read");
  }

  @Test
  void anAlertGivesBothAndSaysSo() {
    Policy policy = with("    on-conflict: alert\n");
    var bo = person("bo").in("code:web:maintainer", "ship:web");
    assertThat(bo.roles("jenkins", policy)).contains("folder:web-prod=deploy");
    assertThat(Resolution.explain(bo.subject(), policy, NOW).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(Resolution.Finding.Kind.SEPARATED);
          assertThat(finding.message())
              .isEqualTo(
                  "'four-eyes' separates 'maintainer' in gitlab web from 'deploy' in jenkins"
                      + " folder:web-prod; both are given");
        });
  }

  @Test
  void whoIsExceptedHoldsBoth() {
    Policy policy = with("    except: { groups: [sre-oncall] }\n");
    assertThat(
            person("bo")
                .in("code:web:maintainer", "ship:web", "sre-oncall")
                .roles("jenkins", policy))
        .containsExactly("folder:web-prod=deploy", "folder:web-prod=read");
  }

  @Test
  void aCapCountsBeforeASeparation() {
    Policy policy = with("caps: [{ id: c, groups: vendors, max: { gitlab: developer } }]\n");
    assertThat(
            person("vic").in("code:web:maintainer", "ship:web", "vendors").roles("jenkins", policy))
        .contains("folder:web-prod=deploy");
  }

  @Test
  void aRuleThatGivesBothSidesIsPointedOutAcrossFiles() {
    PolicyFile elevation =
        Acme.file(
            "20.yaml",
            """
            version: 1
            policy: b
            rules:
              - id: elevation
                groups: "elevate:{scope}"
                grant:
                  gitlab: { "{scope}": maintainer }
                  jenkins: { "folder:{scope}-prod": [read, deploy] }
            """);
    assertThat(problems(MANY, policy(RULES + BETWEEN), elevation))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.severity()).isEqualTo(Severity.WARNING);
          assertThat(problem.toString())
              .startsWith(
                  "20.yaml:4:1: warning: 'elevation' gives what 'four-eyes' (a.yaml:7) separates:")
              .contains("give one of the two by another rule");
        });
  }

  @Test
  void aSeparationThatTiesNothingOrNamesNothingIsAnError() {
    assertThat(said("[{ gitlab: { '{scope}': owner } }, { jenkins: { 'folder:prod': deploy } }]"))
        .contains("the two sides capture different things");
    assertThat(said("[{ gitlab: { '{scope}': ownr } }, { jenkins: { 'folder:{scope}': deploy } }]"))
        .contains("gitlab has no role 'ownr'", "did you mean 'owner'?");
    assertThat(said("[{ gitlab: { '{scope}': owner } }]")).contains("between two roles, not 1");
    assertThat(said("[{ gitlab: { a: owner, b: owner } }, { gitlab: { c: owner } }]"))
        .contains("is one scope of one tool");
  }

  private static String said(String between) {
    return problems(MANY, policy("separate: [{ id: s, between: " + between + " }]\n")).toString();
  }
}

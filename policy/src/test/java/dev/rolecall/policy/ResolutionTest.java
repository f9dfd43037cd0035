package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.NOW;
import static dev.rolecall.policy.Acme.TOOLS;
import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResolutionTest {
  private static final Policy CONVENTION =
      usable(
          TOOLS,
          policy(
              """
              rules:
                - id: convention
                  groups: "gitlab:{scope/**}:{role=guest|reporter|developer|maintainer}"
                  grant: { gitlab: { "{scope}": "{role}" } }
              """));

  private static String groupOf(RuleReason reason) {
    return reason.group() == null ? "" : reason.group().name();
  }

  @Test
  void aConventionTakesScopeAndRoleFromTheName() {
    assertThat(person("ana").in("gitlab:payments/core:maintainer").roles("gitlab", CONVENTION))
        .containsExactly("payments/core=maintainer");
  }

  @Test
  void letterCaseOfAGroupDoesNotMatterAndTheRoleIsSpelledAsThePolicyDoes() {
    assertThat(person("ana").in("GitLab:payments:DEVELOPER").roles("gitlab", CONVENTION))
        .containsExactly("payments=developer");
  }

  @Test
  void aPathThatClimbsOutOfItsPlaceIsNoScope() {
    assertThat(
            person("ana")
                .in("gitlab:../x:guest", "gitlab:a//b:guest", "gitlab:/a:guest", "gitlab:.:guest")
                .roles("gitlab", CONVENTION))
        .isEmpty();
  }

  @Test
  void aLookAlikeLetterDoesNotMakeAGroupAnother() {
    Policy kelvin =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - { id: k, groups: kings, grant: { drone: { server: admin } } }
                """));
    assertThat(person("ana").in("\u212Aings").roles("drone", kelvin)).isEmpty();
    assertThat(person("ana").in("KINGS").roles("drone", kelvin)).containsExactly("server=admin");
  }

  @Test
  void exactMakesLetterCaseMatter() {
    Policy exact =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - { id: e, groups: [Ops, "d:{role=user|admin}"], exact: true, grant: { drone: { server: user } } }
                """));
    assertThat(person("ana").in("ops", "D:user", "d:User").roles("drone", exact)).isEmpty();
    assertThat(person("ana").in("Ops").roles("drone", exact)).hasSize(1);
    assertThat(person("ana").in("d:admin").roles("drone", exact)).hasSize(1);
  }

  @Test
  void somebodyWithoutMatchingGroupsHasAnEmptyListForEachConfiguredTool() {
    assertThat(person("ana").in("cooks").by(CONVENTION))
        .containsOnlyKeys("drone", "gitlab")
        .allSatisfy((tool, grants) -> assertThat(grants).isEmpty());
  }

  @Test
  void somebodyInactiveHoldsNothingAtAll() {
    assertThat(person("ana").in("gitlab:payments:developer").suspended().by(CONVENTION))
        .containsOnlyKeys("drone", "gitlab")
        .allSatisfy((tool, grants) -> assertThat(grants).isEmpty());
  }

  @Test
  void onALadderTheHighestRoleWinsAndAllReasonsStay() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - id: members
                    groups: team
                    grant: { gitlab: { payments: developer } }
                  - id: leads
                    groups: [leads, oncall]
                    grant: { gitlab: { payments: maintainer } }
                """));
    ResolvedGrant grant =
        person("ana").in("team", "oncall", "leads").grants("gitlab", policy).getFirst();
    assertThat(grant.role()).isEqualTo("maintainer");
    assertThat(grant.ends()).isNull();
    assertThat(grant.reasons())
        .extracting(reason -> reason.rule() + ":" + reason.line() + ":" + groupOf(reason))
        .containsExactly("leads:7:leads", "leads:7:oncall", "members:4:team");
  }

  @Test
  void rolesOfASetAddUp() {
    Policy policy =
        usable(
            MANY,
            policy(
                """
                rules:
                  - { id: a, groups: a, grant: { jenkins: { "folder:x": [read, build] } } }
                  - { id: b, groups: b, grant: { jenkins: { "folder:x": [read, deploy] } } }
                """));
    assertThat(person("ana").in("a", "b").roles("jenkins", policy))
        .containsExactly("folder:x=build", "folder:x=deploy", "folder:x=read");
    assertThat(person("ana").in("a", "b").grants("jenkins", policy).getLast().reasons())
        .extracting(RuleReason::rule)
        .containsExactly("a", "b");
  }

  @Test
  void allGroupsNeedsEachAndNamesEachAsReason() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - { id: both, all-groups: [a, b], grant: { drone: { server: user } } }
                """));
    assertThat(person("ana").in("a").roles("drone", policy)).isEmpty();
    assertThat(person("ana").in("b").roles("drone", policy)).isEmpty();
    assertThat(person("ana").in("A", "b").grants("drone", policy).getFirst().reasons())
        .extracting(reason -> groupOf(reason))
        .containsExactly("A", "b");
  }

  @Test
  void exceptTakesOutGroupsAndUsers() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - id: r
                    groups: release
                    except: { groups: [on-leave], users: [old-bot@acme.example] }
                    grant: { drone: { server: user } }
                """));
    assertThat(person("ana").in("release").roles("drone", policy)).hasSize(1);
    assertThat(person("ana").in("release", "On-Leave").roles("drone", policy)).isEmpty();
    assertThat(person("Old-Bot@acme.example").in("release").roles("drone", policy)).isEmpty();
  }

  @Test
  void attributesAloneSelectPeopleAndTheReasonHasNoGroup() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - id: where
                    where: { department: [Engineering, Platform] }
                    grant: { gitlab: { acme: reporter } }
                  - id: when
                    when: user.userType == "employee" && user.title.startsWith("Lead")
                    grant: { drone: { server: admin } }
                """));
    assertThat(person("ana").with("department", "Platform").grants("gitlab", policy).getFirst())
        .isEqualTo(
            new ResolvedGrant(
                "acme", "reporter", null, List.of(new RuleReason("where", "a.yaml", 4, null))));
    assertThat(person("ana").with("department", "platform").roles("gitlab", policy)).isEmpty();
    assertThat(
            person("ana")
                .with("userType", "employee")
                .with("title", "Lead cook")
                .roles("drone", policy))
        .containsExactly("server=admin");
    assertThat(person("ana").roles("drone", policy)).isEmpty();
  }

  @Test
  void whereAndWhenAndGroupsAllHaveToHold() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - id: all
                    groups: g
                    where: { costCenter: "4100", active: true }
                    when: user.userType != "contractor"
                    grant: { drone: { server: user } }
                """));
    assertThat(person("a").in("g").with("costCenter", "4100").roles("drone", policy)).hasSize(1);
    assertThat(person("a").with("costCenter", "4100").roles("drone", policy)).isEmpty();
    assertThat(person("a").in("g").roles("drone", policy)).isEmpty();
    assertThat(
            person("a")
                .in("g")
                .with("costCenter", "4100")
                .with("userType", "contractor")
                .roles("drone", policy))
        .isEmpty();
  }

  @Test
  void declaredAttributesAreFoundByTheirPathWhateverItsCase() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                attributes:
                  squad: urn:example:acme:2.0:User:squad
                  cleared: { path: "urn:example:acme:2.0:User:cleared", type: flag }
                  skills: { path: "urn:example:acme:2.0:User:skills", type: texts }
                rules:
                  - id: r
                    where: { squad: red }
                    when: user.cleared && "java" in user.skills
                    grant: { drone: { server: user } }
                """));
    assertThat(policy.attributes()).containsKeys("squad", "cleared", "skills").hasSize(3);
    assertThat(
            person("ana")
                .with("URN:example:acme:2.0:user:SQUAD", "red")
                .with("urn:example:acme:2.0:User:cleared", "True")
                .with("urn:example:acme:2.0:User:skills", List.of("go", "java"))
                .roles("drone", policy))
        .hasSize(1);
    assertThat(person("ana").roles("drone", policy)).isEmpty();
  }

  @Test
  void aFreeRoleThatDoesNotExistGrantsNothingAndIsFound() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - { id: free, groups: "gl:{scope}:{role}", grant: { gitlab: { "{scope}": "{role}" } } }
                """));
    Resolution.Resolved resolved =
        Resolution.explain(
            person("ana").in("gl:web:mantainer", "gl:web:Guest").subject(), policy, NOW);
    assertThat(resolved.grants().get("gitlab"))
        .extracting(ResolvedGrant::role)
        .containsExactly("guest");
    assertThat(resolved.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(Resolution.Finding.Kind.UNKNOWN_ROLE);
          assertThat(finding.tool()).isEqualTo("gitlab");
          assertThat(finding.remedy()).contains("did you mean 'maintainer'?");
        });
  }

  @Test
  void aConditionThatCannotBeEvaluatedGrantsNothingAndIsFound() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - { id: n, when: int(user.employeeNumber) > 5, grant: { drone: { server: user } } }
                """));
    Resolution.Resolved resolved = Resolution.explain(person("ana").subject(), policy, NOW);
    assertThat(resolved.grants().get("drone")).isEmpty();
    assertThat(resolved.findings())
        .extracting(Resolution.Finding::kind)
        .containsExactly(Resolution.Finding.Kind.BROKEN_CONDITION);
    assertThat(person("ana").with("employeeNumber", "7").roles("drone", policy)).hasSize(1);
  }
}

package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.NOW;
import static dev.rolecall.policy.Acme.TOOLS;
import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeRulesTest {
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
  void numbersCompareAsNumbers() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                attributes:
                  level: { path: "urn:acme:person:level", type: number }
                  zones: { path: "urn:acme:person:zones", type: numbers }
                rules:
                  - { id: above, when: user.level > 9, grant: { drone: { server: user } } }
                  - { id: zone, when: "7.0 in user.zones", grant: { drone: { server: admin } } }
                  - { id: where, where: { level: [10, 2.5] }, grant: { gitlab: { a: guest } } }
                  - { id: low, when: user.level < 3, grant: { gitlab: { b: guest } } }
                """));
    Acme.Person ten = person("ana").with("urn:acme:person:level", "10");
    assertThat(ten.roles("drone", policy)).containsExactly("server=user");
    assertThat(ten.roles("gitlab", policy)).containsExactly("a=guest");
    assertThat(person("bo").with("urn:acme:person:level", "2.50").roles("gitlab", policy))
        .containsExactly("a=guest", "b=guest");
    assertThat(person("cy").with("urn:acme:person:zones", List.of("6", "7")).roles("drone", policy))
        .containsExactly("server=admin");
  }

  @Test
  void aMissingNumberGrantsNothingHoweverItIsCompared() {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                attributes:
                  level: { path: "urn:acme:person:level", type: number }
                rules:
                  - id: r
                    when: user.level < 3 || user.level > 3 || user.level <= 0 || user.level >= 0 || user.level == 3.0
                    grant: { drone: { server: user } }
                """));
    assertThat(person("ana").roles("drone", policy)).isEmpty();
    assertThat(person("ana").with("urn:acme:person:level", "NaN").roles("drone", policy)).isEmpty();
    assertThat(person("ana").with("urn:acme:person:level", "high").roles("drone", policy))
        .isEmpty();
    assertThat(person("ana").with("urn:acme:person:level", "3").roles("drone", policy)).hasSize(1);
  }

  @Test
  void aNumberIsNotComparedWithText() {
    assertThat(
            Acme.problems(
                TOOLS,
                policy(
                    """
                    attributes:
                      level: { path: "urn:acme:person:level", type: number }
                    rules:
                      - { id: a, when: user.level == "high", grant: { drone: { server: user } } }
                      - { id: b, where: { level: high }, grant: { drone: { server: user } } }
                    """)))
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("no matching overload"))
        .anyMatch(message -> message.contains("'level' is a number, not text"));
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

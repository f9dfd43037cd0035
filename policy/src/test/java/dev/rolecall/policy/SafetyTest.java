package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.file;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rolecall.policy.safety.Budget;
import dev.rolecall.policy.safety.EmptySnapshot;
import dev.rolecall.policy.safety.GuardLimits;
import dev.rolecall.policy.safety.Invariant;
import dev.rolecall.policy.safety.Leavers;
import dev.rolecall.policy.safety.MinHolders;
import dev.rolecall.policy.safety.Protection;
import dev.rolecall.policy.safety.Safety;
import dev.rolecall.policy.safety.Share;
import dev.rolecall.policy.text.ScopeGlob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What must never happen, or only slowly, as policies say it. */
class SafetyTest {
  static final String FILE =
      """
      protect:
        - id: gitlab-break-glass
          tool: gitlab
          accounts: [break-glass-1, break-glass-2]
          keep: { acme: owner }                                   # put back if somebody removes it
          alert: on-any-change
        - id: ci-bots
          tool: gitlab
          accounts: ["*-bot", "project_*_bot_*", renovate]
        - id: jenkins-admin
          tool: jenkins
          accounts: [admin]
          keep: { global: [administer] }
      min-holders:
        gitlab:    { acme: { owner: 2 } }
        buildkite: { org: { admin: 2 } }
        circleci:  { org: { admin: 2 } }
        jenkins:   { global: { administer: 2 } }
      limits:
        revokes:  { window: PT1H, percent: 20, at-least: 10, max: 100 }
        disables: { window: PT1H, percent: 10, at-least: 5,  max: 50 }
        policy-change: { percent: 25, at-least: 5 }
        empty-snapshot: hold
        leavers: { burst: 20, window: PT10M }
      invariants:
        - id: contractors-never-own
          when: user.userType == "contractor"
          never: { gitlab: { "*": [maintainer, owner] } }
        - id: leavers-hold-nothing
          when: "!user.active"
          never: all-tools
        - id: only-employees-administer-jenkins
          when: user.userType != "employee"
          never: { jenkins: { global: [administer] } }
      """;

  private static Safety safety(String content) {
    return usable(Acme.FIVE, policy(content)).safety();
  }

  private static ToolControl control(Policy policy, String tool) {
    return policy.control().getOrDefault(tool, ToolControl.UNMENTIONED);
  }

  @Test
  void aFileThatSaysAllOfItIsReadAndWhatIsNotEnforcedYetIsSaid() {
    assertThat(problems(Acme.FIVE, policy(FILE)))
        .extracting(Problem::message)
        .containsExactlyInAnyOrder(
            "'invariants' is checked for mistakes, not proved: a policy that violates one is published,"
                + " and nothing is held for it");
  }

  @Test
  void whatNoFileSpeaksOfHasItsDefaults() {
    assertThat(safety("")).isEqualTo(Safety.UNMENTIONED);
    assertThat(safety("").limits()).isEqualTo(safety(FILE).limits());
  }

  @Test
  void protectionsSayWhoIsProtectedWhereAndWhatTheyKeep() {
    assertThat(safety(FILE).protections())
        .extracting(
            each -> each.id() + " " + each.tools() + " " + each.accounts(),
            each -> each.keep().toString(),
            Protection::alertOnAnyChange)
        .containsExactly(
            tuple(
                "gitlab-break-glass [gitlab] [break-glass-1, break-glass-2]",
                "{acme=[owner]}",
                true),
            tuple("ci-bots [gitlab] [*-bot, project_*_bot_*, renovate]", "{}", false),
            tuple("jenkins-admin [jenkins] [admin]", "{global=[administer]}", false));
    assertThat(safety(FILE).protections().getFirst())
        .satisfies(each -> assertThat(each.file() + ":" + each.line()).isEqualTo("a.yaml:4"));
  }

  @Test
  void protectedAccountsReachTheConnectorsNextToThoseOfControl() {
    Policy policy =
        usable(
            Acme.FIVE,
            policy(FILE + "control: { gitlab: { mode: enforce, protect: [root, renovate] } }\n"));
    assertThat(control(policy, "gitlab").protect())
        .containsExactly(
            "root", "renovate", "break-glass-1", "break-glass-2", "*-bot", "project_*_bot_*");
    assertThat(policy.control().get("jenkins"))
        .isEqualTo(new ToolControl(Mode.OBSERVE, List.of(), List.of("admin")));
    assertThat(policy.control().get("drone")).isEqualTo(ToolControl.UNMENTIONED);
  }

  @Test
  void holdersAreCountedByToolScopeAndRole() {
    assertThat(safety(FILE).minHolders())
        .containsExactly(
            new MinHolders("gitlab", "acme", "owner", 2),
            new MinHolders("buildkite", "org", "admin", 2),
            new MinHolders("circleci", "org", "admin", 2),
            new MinHolders("jenkins", "global", "administer", 2));
  }

  @Test
  void whatALimitDoesNotSayKeepsItsDefault() {
    GuardLimits limits =
        safety(
                """
                limits:
                  revokes: { percent: 30 }
                  deletes: { max: 3 }
                  policy-change: { at-least: 0 }
                  empty-snapshot: ignore
                  leavers: { burst: 0 }
                  elevated-grants: { max: 1 }
                """)
            .limits();
    assertThat(limits)
        .isEqualTo(
            new GuardLimits(
                new Budget(Duration.ofHours(1), new Share(30, 10), 100),
                GuardLimits.DEFAULTS.disables(),
                new Budget(Duration.ofHours(1), new Share(10, 5), 3),
                new Share(25, 0),
                EmptySnapshot.IGNORE,
                new Leavers(0, Duration.ofMinutes(10)),
                1));
  }

  @Test
  void aBudgetIsExceededByShareAndFloorTogetherOrByTheMaximumAlone() {
    Budget budget = GuardLimits.DEFAULTS.revokes();
    assertThat(budget.exceededBy(10, 10)).isFalse();
    assertThat(budget.exceededBy(11, 10)).isTrue();
    assertThat(budget.exceededBy(20, 100)).isFalse();
    assertThat(budget.exceededBy(21, 100)).isTrue();
    assertThat(budget.exceededBy(100, 1_000_000)).isFalse();
    assertThat(budget.exceededBy(101, 1_000_000)).isTrue();
  }

  @Test
  void limitsOfSeveralFilesGoTogetherWhenEachIsInOne() {
    Policy policy =
        usable(
            Acme.FIVE,
            policy("limits: { revokes: { max: 7 } }\n"),
            file("b.yaml", "version: 1\npolicy: b\nlimits: { disables: { max: 8 } }\n"));
    assertThat(policy.safety().limits().revokes().max()).isEqualTo(7);
    assertThat(policy.safety().limits().disables().max()).isEqualTo(8);
  }

  @Test
  void anInvariantKnowsWhomItIsAboutAndWhatTheyNeverHold() {
    Map<String, Invariant.Never> never = new TreeMap<>();
    safety(FILE).invariants().forEach(each -> never.put(each.id(), each.never()));
    assertThat(never)
        .containsEntry("leavers-hold-nothing", new Invariant.AllTools())
        .containsEntry(
            "contractors-never-own",
            new Invariant.Roles(
                List.of(
                    new Invariant.Forbidden(
                        "gitlab", new ScopeGlob("*"), Set.of("maintainer", "owner")))))
        .containsKey("only-employees-administer-jenkins");
    assertThat(safety(FILE).invariants())
        .extracting(Invariant::expression)
        .contains("!user.active", "user.userType != \"employee\"");
  }

  @Test
  void aRoleIsElevatedInItsScopesAndWithAllThatAreAboveIt() {
    Safety safety =
        safety(
            """
            elevated:
              gitlab: maintainer
              buildkite: [admin]
              jenkins: { global: administer, "folder:*-prod": [deploy, configure] }
            """);
    assertThat(safety.isElevated("gitlab", "acme/web", "maintainer")).isTrue();
    assertThat(safety.isElevated("gitlab", "acme/web", "owner")).isTrue();
    assertThat(safety.isElevated("gitlab", "acme/web", "developer")).isFalse();
    assertThat(safety.isElevated("buildkite", "org", "admin")).isTrue();
    assertThat(safety.isElevated("buildkite", "team:web", "maintainer")).isFalse();
    assertThat(safety.isElevated("jenkins", "folder:web-prod", "deploy")).isTrue();
    assertThat(safety.isElevated("jenkins", "folder:web", "deploy")).isFalse();
    assertThat(safety.isElevated("drone", "server", "admin")).isFalse();
  }

  @Test
  void aFamilyOrAPatternMeansSeveralTools() {
    Policy policy =
        usable(
            Controllers.TOOLS,
            policy(
                """
                control: { controllers: { mode: enforce, manage: ["folder:*"] } }
                protect: [{ id: a, tool: "jenkins-*", accounts: admin }]
                min-holders: { controllers: { global: { administer: 1 } } }
                elevated: { controllers: administer }
                """));
    assertThat(control(policy, "ci-payments").mode()).isEqualTo(Mode.ENFORCE);
    assertThat(control(policy, "jenkins-web").manage()).containsExactly("folder:*");
    assertThat(control(policy, "gitlab").mode()).isEqualTo(Mode.OBSERVE);
    assertThat(policy.safety().protections().getFirst().tools())
        .containsExactly("jenkins-data", "jenkins-web");
    assertThat(control(policy, "jenkins-web").protect()).containsExactly("admin");
    assertThat(control(policy, "ci-payments").protect()).isEmpty();
    assertThat(new TreeSet<>(policy.safety().minHolders().stream().map(MinHolders::tool).toList()))
        .containsExactly("ci-payments", "jenkins-data", "jenkins-web");
    assertThat(policy.safety().isElevated("jenkins-data", "global", "administer")).isTrue();
  }
}

package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Modes of scopes, leavers, and what a tool does only for people. */
class ControlTest {

  private static ToolControl gitlab(String control) {
    return usable(Acme.TOOLS, policy("control: { gitlab: " + control + " }\n"))
        .control()
        .getOrDefault("gitlab", ToolControl.UNMENTIONED);
  }

  private static List<String> messages(String content) {
    return problems(Acme.MANY, policy(content)).stream().map(Problem::message).toList();
  }

  @Test
  void theFirstPatternThatFitsSaysTheModeOfAScope() {
    ToolControl control =
        gitlab(
            "{ mode: additive, manage: ['**'], modes: { 'payments/prod': observe, 'payments/**': enforce } }");
    assertThat(control.modeOf("payments/prod")).isEqualTo(Mode.OBSERVE);
    assertThat(control.modeOf("payments/web")).isEqualTo(Mode.ENFORCE);
    assertThat(control.modeOf("acme")).isEqualTo(Mode.ADDITIVE);
    assertThat(control.furthest()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void withoutModesTheToolHasOne() {
    assertThat(gitlab("{ mode: additive }").modeOf("acme")).isEqualTo(Mode.ADDITIVE);
    assertThat(gitlab("{}").acts()).isFalse();
    assertThat(gitlab("{ mode: additive }").acts()).isTrue();
    assertThat(gitlab("{ modes: { acme: additive } }").acts()).isTrue();
  }

  @Test
  void leaversAreDecidedApartFromTheMode() {
    assertThat(gitlab("{ mode: observe }").leavers()).isEmpty();
    ToolControl control = gitlab("{ mode: observe, leavers: enforce }");
    assertThat(control.leavers()).isEqualTo(Optional.of(LeaversMode.ENFORCE));
    assertThat(control.acts()).isTrue();
    assertThat(gitlab("{ mode: enforce, leavers: propose }").leavers())
        .isEqualTo(Optional.of(LeaversMode.PROPOSE));
  }

  @Test
  void wordsAndScopesThatThereAreNotAreMistakes() {
    assertThat(messages("control: { gitlab: { leavers: maybe } }\n"))
        .containsExactly("unknown word 'maybe' for 'leavers'");
    assertThat(messages("control: { gitlab: { modes: { acme: enforced } } }\n"))
        .containsExactly("unknown word 'enforced' for the mode of 'acme'");
    assertThat(messages("control: { drone: { modes: { 'team:web': enforce } } }\n"))
        .containsExactly("drone has no scope 'team:web'");
  }

  @Test
  void whatProtectedAccountsKeepAndAlertsHaveAnEffectNow() {
    assertThat(
            messages(
                """
                protect:
                  - id: break-glass
                    tool: gitlab
                    accounts: [root]
                    keep: { acme: owner }
                    alert: on-any-change
                """))
        .isEmpty();
  }

  @Test
  void ofAScopeThatOnlyAPersonCanChangeThePolicySaysWhatToDo() {
    ToolShape byHand =
        new ToolShape(
            "circleci",
            List.of(
                new ScopeShape(
                    "organisation",
                    "org",
                    RoleKind.LADDER,
                    List.of("viewer", "admin"),
                    Optional.of("granting: Organization settings → People"))));
    List<Problem> problems =
        problems(
            new Tools(Map.of("circleci", byHand)),
            policy(
                """
                rules:
                  - id: all
                    groups: staff
                    grant: { circleci: { org: viewer } }
                """));
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().severity()).isEqualTo(Severity.WARNING);
    assertThat(problems.getFirst().message())
        .isEqualTo(
            "in 'org' of circleci not everything can be done for you:"
                + " granting: Organization settings → People");
    assertThat(problems.getFirst().line()).isEqualTo(6);
  }
}

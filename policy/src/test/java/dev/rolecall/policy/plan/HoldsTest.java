package dev.rolecall.policy.plan;

import static dev.rolecall.policy.plan.Staff.ENFORCED;
import static dev.rolecall.policy.plan.Staff.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.Policy;
import dev.rolecall.policy.plan.PolicyPlan.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldsTest {

  private static final String OWNERS = rule("owners", "owner");
  private static final String GUESTS = rule("owners", "guest");
  private static final String NOBODY = "rules: []\n";

  private static final String LAX =
      """
      limits:
        policy-change: { percent: 100, at-least: 0 }
        revokes: { window: PT1H, percent: 100, at-least: 0, max: 1000 }
        elevated-grants: { max: 1000 }
      """;

  @Test
  void aBundleThatTakesMoreThanItsPartIsHeldFromTheFirstBeyondTheFloor() {
    assertThat(holds(owners(5, ""), bundle(NOBODY))).isEmpty();

    PolicyPlan plan = owners(6, "").plan(bundle(NOBODY));

    assertThat(plan.outcome()).isEqualTo(Outcome.HELD);
    assertThat(plan.holds())
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.cause()).isEqualTo(Hold.Cause.POLICY_CHANGE);
          assertThat(hold.message())
              .isEqualTo("would revoke or lower 6 of 6 roles in gitlab; one bundle may take 25 %");
          assertThat(hold.remedy()).isNotBlank();
        });
  }

  @Test
  void loweringIsTakingAway() {
    assertThat(holds(owners(6, ""), bundle(GUESTS))).containsExactly(Hold.Cause.POLICY_CHANGE);
  }

  @Test
  void aSmallPartIsHeldWhenItIsTooMany() {
    String three = LAX.replace("max: 1000 }\n  elevated", "max: 3 }\n  elevated");

    assertThat(holds(owners(3, LAX), bundle(three + NOBODY))).isEmpty();
    assertThat(holds(owners(4, LAX), bundle(three + NOBODY))).containsExactly(Hold.Cause.REVOKES);
  }

  @Test
  void theStricterOfTheBundleAndTheOneInForceDecides() {
    String strict =
        """
        limits: { policy-change: { percent: 10, at-least: 1 } }
        min-holders: { gitlab: { core: { owner: 1 } } }
        """;

    assertThat(holds(owners(4, strict), bundle(LAX + NOBODY)))
        .containsExactly(Hold.Cause.POLICY_CHANGE, Hold.Cause.MIN_HOLDERS);
    assertThat(holds(owners(4, LAX), bundle(strict + NOBODY)))
        .containsExactly(Hold.Cause.POLICY_CHANGE, Hold.Cause.MIN_HOLDERS);
    assertThat(holds(owners(4, LAX), bundle(LAX + NOBODY))).isEmpty();
  }

  @Test
  void tooFewHoldersAreHeldUnlessThereWereNoMoreBefore() {
    String two = LAX + "min-holders: { gitlab: { core: { owner: 2 } } }\n";

    assertThat(holds(owners(2, LAX), bundle(two + NOBODY))).containsExactly(Hold.Cause.MIN_HOLDERS);
    assertThat(holds(owners(1, LAX), bundle(two + OWNERS))).isEmpty();
    assertThat(holds(owners(1, LAX), bundle(two + NOBODY))).containsExactly(Hold.Cause.MIN_HOLDERS);
  }

  @Test
  void moreElevatedRolesThanTheLimitAreHeldWhereTheyAreNew() {
    String elevated =
        LAX.replace("elevated-grants: { max: 1000 }", "elevated-grants: { max: 1 }")
            + "elevated: { gitlab: [owner] }\n";
    Staff guests = new Staff(bundle(LAX + GUESTS)).with("ada", "owners");

    assertThat(holds(guests, bundle(elevated + OWNERS))).isEmpty();
    assertThat(holds(guests.with("grace", "owners"), bundle(elevated + OWNERS)))
        .containsExactly(Hold.Cause.ELEVATED);
    assertThat(holds(owners(5, LAX), bundle(elevated + OWNERS))).isEmpty();
  }

  @Test
  void aBundleThatForgetsAToolIsHeld() {
    String gitlabOnly = "control:\n  gitlab: { mode: enforce, manage: [\"**\"] }\n";

    assertThat(owners(1, "").plan(policy(gitlabOnly + OWNERS)).holds())
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.cause()).isEqualTo(Hold.Cause.TOOL_DROPPED);
          assertThat(hold.tool()).isEqualTo("jenkins");
        });
  }

  @Test
  void nothingIsHeldWhereNothingIsTakenAway() {
    for (String mode : List.of("observe", "additive")) {
      Policy gentle = policy(ENFORCED.replace("enforce", mode) + NOBODY);
      assertThat(holds(owners(20, ""), gentle)).as(mode).isEmpty();
    }
  }

  private static List<Hold.Cause> holds(Staff company, Policy candidate) {
    return company.plan(candidate).holds().stream().map(Hold::cause).toList();
  }

  private static Policy bundle(String content) {
    return policy(ENFORCED + content);
  }

  private static Staff owners(int count, String limits) {
    Staff company = new Staff(bundle(limits + OWNERS));
    for (int i = 0; i < count; i++) {
      company.with("p" + i, "owners");
    }
    return company;
  }

  private static String rule(String group, String role) {
    return """
    rules:
      - id: %s
        groups: %s
        grant: { gitlab: { core: %s } }
    """
        .formatted(group, group, role);
  }
}

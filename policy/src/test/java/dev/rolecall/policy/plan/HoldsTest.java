package dev.rolecall.policy.plan;

import static dev.rolecall.policy.plan.Staff.ENFORCED;
import static dev.rolecall.policy.plan.Staff.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.Policy;
import dev.rolecall.policy.plan.PolicyPlan.Outcome;
import dev.rolecall.policy.plan.Safeguards.MinHolders;
import dev.rolecall.policy.plan.Safeguards.Share;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldsTest {

  private static final Policy OWNERS = policy(ENFORCED + rule("owners", "owner"));
  private static final Policy NOBODY = policy(ENFORCED + "rules: []\n");

  @Test
  void aBundleThatTakesMoreThanItsPartIsHeldFromTheFirstBeyondTheFloor() {
    assertThat(holds(owners(5), NOBODY, Safeguards.USUAL)).isEmpty();
    assertThat(owners(6).plan(NOBODY).outcome()).isEqualTo(Outcome.HELD);
    assertThat(owners(6).plan(NOBODY).holds())
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
    assertThat(holds(owners(6), policy(ENFORCED + rule("owners", "guest")), Safeguards.USUAL))
        .containsExactly(Hold.Cause.POLICY_CHANGE);
  }

  @Test
  void aSmallPartIsHeldWhenItIsTooMany() {
    Safeguards few = new Safeguards(new Share(100, 0), 3, List.of(), Elevated.NONE);

    assertThat(holds(owners(3), NOBODY, few)).isEmpty();
    assertThat(holds(owners(4), NOBODY, few)).containsExactly(Hold.Cause.REVOKES);
  }

  @Test
  void theStricterOfTheBundleAndTheOneInForceDecides() {
    Safeguards lax = new Safeguards(new Share(100, 0), 1_000, List.of(), Elevated.NONE);
    Safeguards strict =
        new Safeguards(
            new Share(10, 1),
            1,
            List.of(new MinHolders("gitlab", "core", "owner", 1)),
            (tool, scope, role) -> role.equals("owner"));

    for (List<Safeguards> pair : List.of(List.of(lax, strict), List.of(strict, lax))) {
      Staff company = owners(4);
      PolicyPlan plan =
          company.plan(
              company.question(NOBODY, pair.get(0), Optional.of(pair.get(1))),
              company.everybody());
      assertThat(plan.holds())
          .extracting(Hold::cause)
          .containsExactly(Hold.Cause.POLICY_CHANGE, Hold.Cause.MIN_HOLDERS);
    }
  }

  @Test
  void tooFewHoldersAreHeldUnlessThereWereNoMoreBefore() {
    Safeguards two =
        new Safeguards(
            new Share(100, 0),
            1_000,
            List.of(new MinHolders("gitlab", "core", "owner", 2)),
            Elevated.NONE);

    assertThat(holds(owners(2), NOBODY, two)).containsExactly(Hold.Cause.MIN_HOLDERS);
    assertThat(holds(owners(1), OWNERS, two)).isEmpty();
    assertThat(holds(owners(1), NOBODY, two)).containsExactly(Hold.Cause.MIN_HOLDERS);
  }

  @Test
  void elevatedRolesAreHeldWhereTheyAreNew() {
    Safeguards owner =
        new Safeguards(new Share(100, 0), 1_000, List.of(), (tool, scope, role) -> role.equals("owner"));
    Staff guests = new Staff(policy(ENFORCED + rule("owners", "guest"))).with("ada", "owners");

    assertThat(holds(guests, OWNERS, owner)).containsExactly(Hold.Cause.ELEVATED);
    assertThat(holds(owners(1), OWNERS, owner)).isEmpty();
  }

  @Test
  void aBundleThatForgetsAToolIsHeld() {
    String gitlabOnly = "control:\n  gitlab: { mode: enforce, manage: [\"**\"] }\n";

    assertThat(owners(1).plan(policy(gitlabOnly + rule("owners", "owner"))).holds())
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.cause()).isEqualTo(Hold.Cause.TOOL_DROPPED);
          assertThat(hold.tool()).isEqualTo("jenkins");
        });
  }

  @Test
  void nothingIsHeldWhereNothingIsTakenAway() {
    for (String mode : List.of("observe", "additive")) {
      Policy gentle = policy(ENFORCED.replace("enforce", mode) + "rules: []\n");
      assertThat(holds(owners(20), gentle, Safeguards.USUAL)).as(mode).isEmpty();
    }
  }

  private static List<Hold.Cause> holds(Staff company, Policy candidate, Safeguards safeguards) {
    return company.plan(candidate, safeguards).holds().stream().map(Hold::cause).toList();
  }

  private static Staff owners(int count) {
    Staff company = new Staff(OWNERS);
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

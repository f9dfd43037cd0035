package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.TOOLS;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearMissesTest {
  private static final Policy POLICY =
      usable(
          TOOLS,
          policy(
              """
              rules:
                - id: convention
                  groups: "gitlab:{scope/**}:{role=guest|developer|maintainer}"
                  grant: { gitlab: { "{scope}": "{role}" } }
                - id: admins
                  groups: [gitlab:admins, "{anything}-builders"]
                  grant: { drone: { server: admin } }
              """));

  @Test
  void aMistypedRoleIsANearMissWithTheNameThatWasMeant() {
    assertThat(NearMisses.of("GitLab:payments/core:mantainer", POLICY))
        .containsExactly(
            new NearMisses.NearMiss(
                "gitlab:{scope/**}:{role=guest|developer|maintainer}",
                "convention",
                "a.yaml",
                4,
                "gitlab:payments/core:maintainer"));
  }

  @Test
  void aMissingPartIsANearMissThoughNobodyKnowsWhatWasMeant() {
    assertThat(NearMisses.of("gitlab:payments", POLICY))
        .extracting(NearMisses.NearMiss::meant)
        .containsOnlyNulls()
        .hasSize(1);
    assertThat(NearMisses.of("gitlab:payments:emperor", POLICY))
        .extracting(NearMisses.NearMiss::meant)
        .containsOnlyNulls()
        .hasSize(1);
  }

  @Test
  void aGroupThatSomeRuleMeansIsNoNearMiss() {
    assertThat(NearMisses.of("gitlab:admins", POLICY)).isEmpty();
    assertThat(NearMisses.of("gitlab:web:guest", POLICY)).isEmpty();
  }

  @Test
  void aGroupOfAnotherKindIsNoNearMiss() {
    assertThat(NearMisses.of("cooks", POLICY)).isEmpty();
    assertThat(NearMisses.of("gitla", POLICY)).isEmpty();
    assertThat(NearMisses.of("", POLICY)).isEmpty();
  }
}

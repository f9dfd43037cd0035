package dev.rolecall.processor.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.Resolution;
import dev.rolecall.policy.ResolvedGrant;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.contract.Subjects;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules that select a group mean whoever is in it, directly or through other groups. */
class InheritedGroupsTest {

  private static final String RULES =
      """
      version: 1
      policy: drone
      owner: platform@acme.example
      rules:
        - id: everybody-uses-drone
          groups: all-engineers
          grant: { drone: { server: user } }
      """;

  @Test
  void aRuleReachesThoseInNestedGroupsAndItsReasonNamesThePath() {
    Reason reason =
        reasons(
                group("team-payments", null, 1),
                group("payments-division", "team-payments", 2),
                group("all-engineers", "payments-division", 3))
            .getFirst();

    GroupRef matched = Objects.requireNonNull(reason.getGroup());
    assertThat(matched.getDisplayName()).isEqualTo("all-engineers");
    assertThat(matched.getSince()).isEqualTo(since(3));
    assertThat(matched.getVia()).isEqualTo("id-of-payments-division");
    assertThat(reason.getPath())
        .extracting(GroupRef::getDisplayName)
        .containsExactly("team-payments", "payments-division");
  }

  @Test
  void aDirectMemberNeedsNoPath() {
    assertThat(reasons(group("all-engineers", null, 1)).getFirst().getPath()).isEmpty();
  }

  private static List<Reason> reasons(GroupRef... groups) {
    Person person =
        new Person(
            "acme", "ada", Standing.ACTIVE, Acme.user("ada").build(), List.of(groups), false);
    List<ResolvedGrant> resolved =
        Resolution.resolve(Subjects.of(person), policy(), Acme.MORNING).get("drone");
    BundleState bundle = (BundleState) Acme.bundle(1, RULES).getBody();
    List<Grant> grants = Grants.of(Objects.requireNonNull(resolved), bundle.getBundle(), Map.of());
    return grants.getFirst().getReasons();
  }

  private static Policy policy() {
    Tools tools = new Tools(Map.of("drone", Acme.drone().shape()));
    List<PolicyFile> files = List.of(new PolicyFile("10.yaml", RULES));
    return ((Loaded.Usable) Policies.load(files, tools)).policy();
  }

  private static GroupRef group(String name, @Nullable String via, int since) {
    return new GroupRef(
        "id-of-" + name, name, null, since(since), via == null ? null : "id-of-" + via, null);
  }

  private static Instant since(int seconds) {
    return Acme.MORNING.plusSeconds(seconds);
  }
}

package dev.rolecall.connectors.jenkins;

import static dev.rolecall.connectors.jenkins.OneJenkins.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.Bounds;
import dev.rolecall.connectors.plan.Desired;
import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.plan.Known;
import dev.rolecall.connectors.plan.Modes;
import dev.rolecall.connectors.plan.Plan;
import dev.rolecall.connectors.plan.PlannedChanges;
import dev.rolecall.connectors.plan.ProtectedAccounts;
import dev.rolecall.connectors.plan.ScopePatterns;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.sandbox.jenkins.RoleType;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.OffboardingItem;
import dev.rolecall.schemas.avro.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a plan makes of what Jenkins has, and above all of Overall/Read that comes by itself. */
class JenkinsPlanTest {
  private static final String READ = "folder:team-a read";
  private static final String BUILD = "folder:team-a build";
  private static final String GLOBAL = "global read";

  private final OneJenkins one = new OneJenkins(OneJenkins.seed(), Map.of());
  private Known known = Known.NOTHING;

  @AfterEach
  void close() {
    one.close();
  }

  @Test
  void oneRunGivesAccountRoleAndOverallReadAndTheNextFindsNothingToDo() throws ToolException {
    assertThat(converge(READ))
        .containsExactly(
            new Change.CreateAccount(),
            new Change.Grant("folder:team-a", "read", Optional.empty()));

    assertThat(one.readers()).containsExactly(user("ada"));
    Plan settled = plan(Disposition.CONVERGE, READ);
    assertThat(settled.changes()).isEmpty();
    assertThat(settled.findings()).isEmpty();
    assertThat(settled.state()).isEqualTo(State.CONVERGED);
  }

  @Test
  void overallReadThatARuleWantsTooIsHeldEitherWay() throws ToolException {
    converge(READ, GLOBAL);
    assertThat(plan(Disposition.CONVERGE, READ, GLOBAL).changes()).isEmpty();
    assertThat(plan(Disposition.CONVERGE, READ).changes()).isEmpty();

    // Taken with the last role below, and given back.
    assertThat(converge(GLOBAL)).hasSize(1);
    assertThat(converge(GLOBAL)).hasSize(1);
    assertThat(converge(GLOBAL)).isEmpty();
    assertThat(one.readers()).containsExactly(user("ada"));
  }

  @Test
  void whatARuleNoLongerGrantsGoesAndNothingElse() throws ToolException {
    converge(READ, BUILD);
    one.jenkins.addRoleByHand(RoleType.ITEM, "team-a-deploy", "^team-a(/.*)?", Set.of());
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-deploy", user("ada"));

    assertThat(converge(READ)).containsExactly(new Change.Revoke("folder:team-a", "build"));

    assertThat(one.holders("team-a-deploy")).containsExactly(user("ada"));
    assertThat(plan(Disposition.CONVERGE, READ).findings()).hasSize(1);
  }

  @Test
  void aLeaverLosesTokensSessionsRolesAndTheAccountInThisOrder() throws ToolException {
    converge(READ, BUILD);
    one.jenkins.signIn("ada", true);

    assertThat(run(Disposition.LEAVER))
        .containsExactly(
            new Change.RevokeCredentials(),
            new Change.EndSessions(),
            new Change.Revoke("folder:team-a", "build"),
            new Change.Revoke("folder:team-a", "read"),
            new Change.DeleteAccount());

    assertThat(one.jenkins.users()).containsExactly("rolecall");
    assertThat(one.readers()).isEmpty();
    assertThat(plan(Disposition.LEAVER).state()).isEqualTo(State.OFFBOARDED);
  }

  private List<Change> converge(String... wanted) throws ToolException {
    return run(Disposition.CONVERGE, wanted);
  }

  /** Does what is planned, and learns from a second look, as the runtime does. */
  private List<Change> run(Disposition disposition, String... wanted) throws ToolException {
    Plan plan = plan(disposition, wanted);
    for (Change change : plan.changes()) {
      assertThat(one.connector.apply(OneJenkins.person("ada"), change))
          .as(change.toString())
          .isInstanceOfAny(Applied.Done.class, Applied.Already.class);
    }
    known = known.during(PlannedChanges.of(plan.changes()));
    Plan after = plan(disposition, wanted);
    known =
        new Known(
            observed().account().map(Observation.ObservedAccount::id),
            after.cells(),
            List.of(),
            disposition == Disposition.LEAVER ? Set.of(OffboardingItem.CREDENTIALS) : Set.of(),
            List.of(),
            List.of());
    return plan.changes();
  }

  private Plan plan(Disposition disposition, String... wanted) throws ToolException {
    Desired desired =
        new Desired(
            disposition,
            OneJenkins.person("ada"),
            Stream.of(wanted).map(JenkinsPlanTest::wanted).toList(),
            new Bounds(
                Modes.all(Mode.ENFORCE),
                new ScopePatterns(List.of("global", "folder:**")),
                new ProtectedAccounts(List.of())),
            true);
    return Plan.between(one.connector.descriptor(), desired, known, observed());
  }

  private Observation observed() throws ToolException {
    return one.observe("ada", "global", "folder:team-a");
  }

  private static WantedRole wanted(String text) {
    String[] words = text.split(" ", 2);
    return new WantedRole(words[0], words[1], Optional.empty());
  }
}

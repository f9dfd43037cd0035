package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.active;
import static dev.rolecall.processor.access.Acme.bundle;
import static dev.rolecall.processor.access.Acme.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When many people change at once. */
class WaitingTest {

  private static final int MANY_PEOPLE = 30;

  @TempDir Path state;
  @TempDir Path later;

  @SuppressWarnings("NullAway.Init")
  private AccessApplication application;

  @BeforeEach
  void aPolicyIsInForce() {
    application = new AccessApplication(state, Acme.tools());
    application.read(bundle(1, Acme.POLICY));
    application.finishJobs();
    application.forgetOutput();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void whoeverLeavesDoesNotWaitBehindManyWhoCame() {
    application.read(active("leaver", "team-payments"));
    application.forgetOutput();
    manyCome();
    assertThat(application.access("drone")).isEmpty();

    application.read(person("leaver", Standing.INACTIVE));
    assertThat(application.access("drone"))
        .singleElement()
        .satisfies(access -> assertThat(access.getDisposition()).isEqualTo(Disposition.LEAVER));

    application.finishJobs();
    assertThat(people(application.access("drone"))).isEqualTo(everybody());
  }

  @Test
  void theyAreResolvedInTheOrderTheyCameALittleAtATime() {
    manyCome();
    assertThat(application.backlog().waiting()).isEqualTo(MANY_PEOPLE);
    application.pass(Slices.PAUSE);
    List<String> first = people(application.access("drone"));
    assertThat(first).isNotEmpty().hasSizeLessThan(MANY_PEOPLE);
    assertThat(everybody()).startsWith(first.toArray(String[]::new));
    assertThat(application.backlog().waiting()).isEqualTo(MANY_PEOPLE - first.size());

    application.finishJobs();
    assertThat(application.backlog().waiting()).isZero();
    assertThat(application.store(AccessStores.JOB).get("waiting/acme/person-100")).isNull();
  }

  @Test
  void whoeverComesWithFewDoesNotWait() {
    application.people(Backlog.MANY_PEOPLE - 1);
    application.read(active("ada", "team-payments"));
    assertThat(people(application.access("drone"))).containsExactly("ada");
  }

  @Test
  void theyWaitWhileTheGuardIsBusyButALeaverDoesNot() {
    application.read(active("leaver", "team-payments"));
    manyCome();
    application.forgetOutput();
    application.proposals(Backlog.MANY_PROPOSALS);
    application.finishJobs();
    assertThat(application.access("drone")).isEmpty();
    application.read(person("leaver", Standing.INACTIVE));
    assertThat(people(application.access("drone"))).containsExactly("leaver");
    application.proposals(Backlog.MANY_PROPOSALS - 1);
    application.finishJobs();
    assertThat(people(application.access("drone"))).isEqualTo(everybody());
  }

  @Test
  void whoeverComesWhileTheGuardIsBusyWaitsToo() {
    application.proposals(Backlog.MANY_PROPOSALS);
    application.read(active("ada", "team-payments"));
    assertThat(application.access("drone")).isEmpty();
  }

  @Test
  void manyAreReadFirstBecauseSomebodyAmongThemMayLeave() {
    application.people(Backlog.MANY_PEOPLE);
    application.read(active("ada", "team-payments"));
    application.finishJobs();
    assertThat(application.access("drone")).isEmpty();
    application.people(0);
    application.pass(Slices.PAUSE);
    assertThat(people(application.access("drone"))).containsExactly("ada");
  }

  @Test
  void nobodysChangesAreMixedUpOrLeftOut() {
    application.people(Backlog.MANY_PEOPLE);
    application.read(changed("joins", "team-payments", "team-payments-leads"));
    application.read(changed("steps down", "team-payments"));
    application.people(0);
    application.read(
        new PeopleEntry(
            Acme.cause(Trigger.SCIM, "leaves"),
            person("ada", Standing.INACTIVE).getBody(),
            List.of()));
    assertThat(application.access("gitlab"))
        .extracting(access -> access.getCause().getCommand())
        .containsExactly("joins", "steps down", "leaves");
  }

  @Test
  void whatTheGuardIsToldOfAChangeIsToldWhenItHasWaited() {
    application.read(bundle(2, Acme.POLICY + "limits: { group-change: { members: 2 } }\n"));
    application.finishJobs();
    for (int each = 0; each < 3; each++) {
      application.read(active("member-" + each, "team-payments"));
    }
    application.forgetOutput();
    application.people(Backlog.MANY_PEOPLE);
    Effect emptied =
        new Effect(
            "empties",
            EffectKind.EMPTIED,
            "id-of-team-payments",
            60,
            60,
            Acme.cause(Trigger.SCIM, "empties"));
    for (int each = 0; each < 3; each++) {
      PeopleEntry entry = active("member-" + each);
      application.read(new PeopleEntry(entry.getCause(), entry.getBody(), List.of(emptied)));
    }
    application.people(0);
    application.finishJobs();
    assertThat(application.access("drone")).as("held").isEmpty();
    assertThat(application.holds()).isNotEmpty();
  }

  @Test
  void anErasedPersonIsResolvedBeforeTheyAreForgotten() {
    application.people(Backlog.MANY_PEOPLE);
    application.read(active("ada", "team-payments"));
    application.erase("ada");
    assertThat(people(application.access("drone"))).containsExactly("ada");
    application.finishJobs();
    assertThat(application.access("drone")).isEmpty();
  }

  @Test
  void aNewPolicyFindsEverybodyResolvedWithTheOldOne() {
    manyCome();
    application.read(bundle(2, Acme.POLICY.replace("server: user", "server: admin")));
    assertThat(application.access("drone"))
        .hasSize(MANY_PEOPLE)
        .allSatisfy(
            access -> assertThat(access.getGrants().getFirst().getRole()).isEqualTo("user"));
  }

  @Test
  void anOrderDoesNotOvertakeWhoCameBefore() {
    manyCome();
    application.order(new PauseTools(List.of("drone"), true, "maintenance"), "pause");
    assertThat(people(application.access("drone"))).isEqualTo(everybody());
  }

  @Test
  void aNewPolicysJobLeavesAChangeItsOwnCause() {
    everybody().forEach(name -> application.read(active(name)));
    application.read(bundle(2, Acme.POLICY.replace("server: user", "server: admin")));
    application.people(Backlog.MANY_PEOPLE);
    // The job goes by name: it meets people who still wait.
    everybody().reversed().forEach(name -> application.read(active(name, "team-payments")));
    application.finishJobs();
    assertThat(application.access("drone"))
        .hasSize(MANY_PEOPLE)
        .allSatisfy(access -> assertThat(access.getCause().getTrigger()).isEqualTo(Trigger.SCIM));
  }

  @Test
  void aRestartGoesOnWithWhoeverWaited() {
    manyCome();
    try (AccessApplication after = application.restarted(later, Duration.ofSeconds(1))) {
      after.finishJobs();
      assertThat(people(after.access("drone"))).isEqualTo(everybody());
      assertThat(after.backlog().waiting()).isZero();
    }
  }

  @Test
  void noMoreWaitThanCanSoonBeSettled() {
    application.people(Backlog.MANY_PEOPLE);
    for (int each = 0; each < Waiting.MOST; each++) {
      application.read(active("nobody-" + each));
    }
    application.read(active("ada", "team-payments"));
    assertThat(people(application.access("drone"))).containsExactly("ada");
  }

  private void manyCome() {
    application.people(Backlog.MANY_PEOPLE);
    everybody().forEach(name -> application.read(active(name, "team-payments")));
    application.people(0);
  }

  private static List<String> everybody() {
    List<String> names = new ArrayList<>();
    for (int each = 0; each < MANY_PEOPLE; each++) {
      names.add("person-" + (100 + each));
    }
    return names;
  }

  private static PeopleEntry changed(String command, String... groups) {
    return new PeopleEntry(
        Acme.cause(Trigger.SCIM, command), active("ada", groups).getBody(), List.of());
  }

  private static List<String> people(List<Access> accesses) {
    return accesses.stream().map(Access::getPerson).toList();
  }
}

package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.active;
import static dev.rolecall.processor.access.Acme.bundle;
import static dev.rolecall.processor.access.Acme.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTopologyTest {

  @TempDir Path state;

  @SuppressWarnings("NullAway.Init")
  private AccessApplication application;

  @BeforeEach
  void start() {
    application = new AccessApplication(state, Acme.tools());
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private void policyIsInForce() {
    application.read(bundle(1, Acme.POLICY));
    application.finishJobs();
    application.control();
    application.audit();
  }

  @Test
  void aPersonSeenBeforeAPolicyGetsNothingWrittenAtAll() {
    application.read(active("ada", "team-payments"));
    application.finishJobs();
    assertThat(application.access("drone")).isEmpty();
    assertThat(application.access("gitlab")).isEmpty();
    assertThat(application.control()).isEmpty();
    assertThat(application.audit()).isEmpty();
  }

  @Test
  void aJoinerGetsTheFullAccessInEachToolWithItsReasons() {
    policyIsInForce();
    application.read(active("ada", "team-payments", "team-payments-leads"));
    Access gitlab = application.access("gitlab").get(0);
    assertThat(gitlab.getAccount().getKey()).isEqualTo("ada@acme.example");
    assertThat(gitlab.getGrants()).extracting(Grant::getRole).containsExactly("maintainer");
    assertThat(gitlab.getCause().getCommand()).isEqualTo("command-of-ada");
    Reason reason = gitlab.getGrants().get(0).getReasons().get(0);
    assertThat(reason.getRule()).isEqualTo("payments-leads");
    assertThat(reason.getFile()).isEqualTo("10.yaml");
    assertThat(reason.getLine()).isPositive();
    assertThat(reason.getCommit()).isEqualTo("c0ffee");
    assertThat(reason.getGroup()).isNotNull();
    Access drone = application.access("drone").get(0);
    assertThat(drone.getAccount().getCreateAs()).isEqualTo("ada");
    assertThat(drone.getGrants()).extracting(Grant::getScope).containsExactly("server");
  }

  @Test
  void controlIsWrittenOnceBeforeAnyAccessAndAccessNamesItsVersion() {
    application.read(bundle(1, Acme.POLICY));
    List<Control> controls = application.control();
    assertThat(controls).extracting(Control::getTool).containsExactlyInAnyOrder("drone", "gitlab");
    application.read(bundle(1, Acme.POLICY));
    assertThat(application.control()).isEmpty();
    application.read(active("ada", "team-payments"));
    for (Control control : controls) {
      assertThat(application.access(control.getTool()))
          .extracting(Access::getSettings)
          .containsExactly(control.getVersion());
    }
  }

  @Test
  void aPolicyResolvesEveryoneInSlicesWhileNewPeopleFlow() {
    Set<String> everybody = new HashSet<>();
    for (int i = 100; i < 130; i++) {
      application.read(active("person-" + i, "team-payments"));
      everybody.add("person-" + i);
    }
    application.read(bundle(1, Acme.POLICY));
    assertThat(application.access("drone")).as("a job, not a stop").isEmpty();

    application.pass(ReResolution.PAUSE);
    Set<String> done = people(application.access("drone"));
    assertThat(done).isNotEmpty().hasSizeLessThan(everybody.size());

    application.read(active("newcomer", "team-payments"));
    assertThat(people(application.access("drone"))).containsExactly("newcomer");

    application.finishJobs();
    done.addAll(people(application.access("drone")));
    assertThat(done).isEqualTo(everybody);
  }

  @Test
  void aNewerPolicyRestartsTheJobSoThatNobodyKeepsTheOldOne() {
    for (int i = 100; i < 130; i++) {
      application.read(active("person-" + i, "team-payments"));
    }
    application.read(bundle(1, Acme.POLICY));
    application.pass(ReResolution.PAUSE);
    application.read(bundle(2, Acme.POLICY.replace("server: user", "server: admin")));
    application.finishJobs();
    Map<String, String> last = new HashMap<>();
    application
        .access("drone")
        .forEach(access -> last.put(access.getPerson(), access.getGrants().get(0).getRole()));
    assertThat(last).hasSize(30).values().containsOnly("admin");
  }

  @Test
  void whatDidNotChangeIsNotWrittenAgain() {
    policyIsInForce();
    application.read(active("ada", "team-payments"));
    application.access("drone");
    application.audit();
    application.read(active("ada", "team-payments", "book-club"));
    application.read(
        person(
            "ada",
            Standing.ACTIVE,
            Acme.user("ada").setDisplayName("Countess").build(),
            "team-payments"));
    assertThat(application.access("drone")).isEmpty();
    assertThat(application.audit()).isEmpty();
  }

  @Test
  void aLineShiftInThePolicyWritesNothing() {
    policyIsInForce();
    application.read(active("ada", "team-payments"));
    application.access("drone");
    application.audit();
    application.read(bundle(2, "# a comment\n\n" + Acme.POLICY));
    application.finishJobs();
    assertThat(application.access("drone")).isEmpty();
    assertThat(application.control()).isEmpty();
    assertThat(application.audit()).isEmpty();
  }

  @Test
  void versionsOfAToolIncreaseByOne() {
    policyIsInForce();
    application.read(active("ada", "team-payments"));
    application.read(active("bo", "team-payments"));
    application.read(active("ada"));
    assertThat(application.access("drone"))
        .extracting(access -> access.getVersion().getCounter())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void aLeaverLosesEveryGrantAndIsMarkedAsOne() {
    policyIsInForce();
    application.read(active("ada", "team-payments"));
    application.access("gitlab");
    application.read(person("ada", Standing.INACTIVE, "team-payments"));
    Access left = application.access("gitlab").get(0);
    assertThat(left.getDisposition()).isEqualTo(Disposition.LEAVER);
    assertThat(left.getGrants()).isEmpty();
    application.read(person("ada", Standing.DELETED));
    assertThat(application.access("gitlab")).as("already a leaver").isEmpty();
  }

  @Test
  void aMoverWithoutRolesIsNoLeaver() {
    policyIsInForce();
    application.read(active("ada", "team-payments"));
    application.access("drone");
    application.read(active("ada"));
    Access moved = application.access("drone").get(0);
    assertThat(moved.getDisposition()).isEqualTo(Disposition.CONVERGE);
    assertThat(moved.getGrants()).isEmpty();
  }

  @Test
  void aTestUserWhoNeverHadAnythingLeavesNoDebris() {
    policyIsInForce();
    application.read(active("probe"));
    application.read(person("probe", Standing.DELETED));
    assertThat(application.access("drone")).isEmpty();
    assertThat(application.audit()).isEmpty();
  }

  @Test
  void aBrokenPolicyKeepsTheLastGoodOneInForce() {
    policyIsInForce();
    application.read(bundle(2, "version: 1\npolicy: broken\nruls: []\n"));
    application.finishJobs();
    application.read(active("ada", "team-payments"));
    assertThat(application.access("drone")).hasSize(1);
  }

  @Test
  void whoHasNoAccountKeyIsAFindingOnceAndGetsNothing() {
    policyIsInForce();
    var nameless = Acme.user("ada").setUserName("@acme.example").build();
    application.read(person("ada", Standing.ACTIVE, nameless, "team-payments"));
    application.read(person("ada", Standing.ACTIVE, nameless, "team-payments", "book-club"));
    assertThat(application.access("drone")).isEmpty();
    assertThat(application.audit())
        .filteredOn(entry -> entry.getType() == AuditType.FINDING)
        .extracting(AuditEntry::getMessage)
        .containsExactly("no account key: the person has no {userName|before-at}");
  }

  @Test
  void whoLosesTheAttributeAnAccountIsNamedAfterStillLeavesIt() {
    policyIsInForce();
    application.read(active("ada", "team-payments"));
    application.access("drone");
    var nameless = Acme.user("ada").setUserName("@acme.example").build();
    application.read(person("ada", Standing.INACTIVE, nameless, "team-payments"));
    Access left = application.access("drone").get(0);
    assertThat(left.getDisposition()).isEqualTo(Disposition.LEAVER);
    assertThat(left.getAccount().getKey()).isEqualTo("ada");
  }

  @Test
  void everyDecisionIsAuditedUnderItsCommand() {
    policyIsInForce();
    application.read(active("ada", "team-payments"));
    assertThat(application.audit())
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.getType()).isEqualTo(AuditType.ACCESS_DECIDED))
        .allSatisfy(entry -> assertThat(entry.getId()).startsWith("command-of-ada/"));
  }

  @Test
  void toolsThatWereConfiguredWhileItWasDownAreResolvedForEveryone() {
    // What an earlier run with other tools left behind.
    application
        .store(AccessStores.PEOPLE)
        .put(Keys.person("acme", "ada"), active("ada", "team-payments"));
    application.store(AccessStores.POLICY).put(Keys.PEOPLE_BUNDLE, bundle(1, Acme.POLICY));
    application.store(AccessStores.JOB).put("fingerprint", "of other tools");
    application.finishJobs();
    assertThat(application.control()).hasSize(2);
    assertThat(application.access("gitlab")).hasSize(1);
  }

  @Test
  void whoWaitsForAnAccountGetsItWhenItsHolderLeaves() {
    policyIsInForce();
    application.read(active("ada", "team-payments"));
    var namesake = Acme.user("bo").setUserName("ada@other.example").build();
    application.read(person("bo", Standing.ACTIVE, namesake, "team-payments"));
    assertThat(application.access("drone"))
        .extracting(Access::getDisposition)
        .containsExactly(Disposition.CONVERGE, Disposition.CONFLICT);
    application.read(person("ada", Standing.DELETED));
    List<Access> handedOver = application.access("drone");
    assertThat(handedOver).extracting(Access::getPerson).containsExactly("ada", "bo");
    assertThat(handedOver)
        .extracting(Access::getDisposition)
        .containsExactly(Disposition.SUPERSEDED, Disposition.CONVERGE);
    assertThat(application.access("gitlab"))
        .as("there each has an account of their own")
        .noneMatch(access -> access.getDisposition() == Disposition.CONFLICT);
  }

  @Test
  void whoseGrantIsDueIsResolvedAgainByTheTimer() {
    policyIsInForce();
    application.read(active("ada", "team-payments"));
    application.access("drone");
    // The stored person no longer has the group: only the timer makes somebody look.
    String ada = Keys.person("acme", "ada");
    application.store(AccessStores.PEOPLE).put(ada, active("ada"));
    Instant due = Acme.MORNING.plusSeconds(60);
    application.store(AccessStores.ENDS).put(GrantEnds.key(due, ada), "");
    application.pass(Duration.ofSeconds(50));
    assertThat(application.access("drone")).isEmpty();
    application.pass(Duration.ofSeconds(11));
    Access ended = application.access("drone").get(0);
    assertThat(ended.getGrants()).isEmpty();
    assertThat(ended.getCause().getTrigger()).isEqualTo(Trigger.TIMER);
    assertThat(ended.getCause().getDecidedAt()).isEqualTo(due);
    assertThat(application.<String>store(AccessStores.ENDS).approximateNumEntries()).isZero();
  }

  @Test
  void aRecordThatCannotBeDecodedStopsTheReader() {
    assertThatThrownBy(() -> application.readBytes(new byte[] {1, 2, 3}))
        .hasCauseInstanceOf(Codec.UndecodableException.class);
  }

  private static Set<String> people(List<Access> accesses) {
    Set<String> people = new HashSet<>();
    accesses.forEach(access -> people.add(access.getPerson()));
    return people;
  }
}

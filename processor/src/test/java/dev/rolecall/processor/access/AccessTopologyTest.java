package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.active;
import static dev.rolecall.processor.access.Acme.bundle;
import static dev.rolecall.processor.access.Acme.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Standing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One application for all tests, because its stores are dear to open: each has its own people. */
class AccessTopologyTest {

  @TempDir static Path state;

  @SuppressWarnings("NullAway.Init")
  private static AccessApplication application;

  @BeforeAll
  static void aPolicyIsInForce() {
    application = new AccessApplication(state, Acme.tools());
    application.read(bundle(1, Acme.POLICY));
    application.finishJobs();
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    application.forgetOutput();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Test
  void aJoinerGetsTheFullAccessInEachToolWithItsReasons() {
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
  void whatDidNotChangeIsNotWrittenAgain() {
    application.read(active("bea", "team-payments"));
    application.access("drone");
    application.audit();
    application.read(active("bea", "team-payments", "book-club"));
    application.read(
        person(
            "bea",
            Standing.ACTIVE,
            Acme.user("bea").setDisplayName("Countess").build(),
            "team-payments"));
    assertThat(application.access("drone")).isEmpty();
    assertThat(application.audit()).isEmpty();
  }

  @Test
  void aLineShiftInThePolicyWritesNothing() {
    application.read(active("nan", "team-payments"));
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
    application.read(active("cal", "team-payments"));
    application.read(active("dot", "team-payments"));
    application.read(active("cal"));
    List<Long> counters =
        application.access("drone").stream()
            .map(access -> access.getVersion().getCounter())
            .toList();
    long first = counters.get(0);
    assertThat(counters).containsExactly(first, first + 1, first + 2);
  }

  @Test
  void aLeaverLosesEveryGrantAndIsMarkedAsOne() {
    application.read(active("eve", "team-payments"));
    application.access("gitlab");
    application.read(person("eve", Standing.INACTIVE, "team-payments"));
    Access left = application.access("gitlab").get(0);
    assertThat(left.getDisposition()).isEqualTo(Disposition.LEAVER);
    assertThat(left.getGrants()).isEmpty();
    application.read(person("eve", Standing.DELETED));
    assertThat(application.access("gitlab")).as("already a leaver").isEmpty();
  }

  @Test
  void aMoverWithoutRolesIsNoLeaver() {
    application.read(active("fay", "team-payments"));
    application.access("drone");
    application.read(active("fay"));
    Access moved = application.access("drone").get(0);
    assertThat(moved.getDisposition()).isEqualTo(Disposition.CONVERGE);
    assertThat(moved.getGrants()).isEmpty();
  }

  @Test
  void aTestUserWhoNeverHadAnythingLeavesNoDebris() {
    application.read(active("probe"));
    application.read(person("probe", Standing.DELETED));
    assertThat(application.access("drone")).isEmpty();
    assertThat(application.audit()).isEmpty();
  }

  @Test
  void aBrokenPolicyKeepsTheLastGoodOneInForce() {
    application.read(bundle(2, "version: 1\npolicy: broken\nruls: []\n"));
    application.finishJobs();
    application.read(active("gus", "team-payments"));
    assertThat(application.access("drone")).hasSize(1);
  }

  @Test
  void whoHasNoAccountKeyIsAFindingOnceAndGetsNothing() {
    var nameless = Acme.user("hal").setUserName("@acme.example").build();
    application.read(person("hal", Standing.ACTIVE, nameless, "team-payments"));
    application.read(person("hal", Standing.ACTIVE, nameless, "team-payments", "book-club"));
    assertThat(application.access("drone")).isEmpty();
    assertThat(application.audit())
        .filteredOn(entry -> entry.getType() == AuditType.FINDING)
        .extracting(AuditEntry::getMessage)
        .containsExactly("no account key: the person has no {userName|before-at}");
  }

  @Test
  void whoLosesTheAttributeAnAccountIsNamedAfterStillLeavesIt() {
    application.read(active("ida", "team-payments"));
    application.access("drone");
    var nameless = Acme.user("ida").setUserName("@acme.example").build();
    application.read(person("ida", Standing.INACTIVE, nameless, "team-payments"));
    Access left = application.access("drone").get(0);
    assertThat(left.getDisposition()).isEqualTo(Disposition.LEAVER);
    assertThat(left.getAccount().getKey()).isEqualTo("ida");
  }

  @Test
  void everyDecisionIsAuditedUnderItsCommand() {
    application.read(active("jon", "team-payments"));
    assertThat(application.audit())
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.getType()).isEqualTo(AuditType.ACCESS_DECIDED))
        .allSatisfy(entry -> assertThat(entry.getId()).startsWith("command-of-jon/"));
  }

  @Test
  void whoWaitsForAnAccountGetsItWhenItsHolderLeaves() {
    application.read(active("kim", "team-payments"));
    var namesake = Acme.user("lee").setUserName("kim@other.example").build();
    application.read(person("lee", Standing.ACTIVE, namesake, "team-payments"));
    assertThat(application.access("drone"))
        .extracting(Access::getDisposition)
        .containsExactly(Disposition.CONVERGE, Disposition.CONFLICT);
    application.read(person("kim", Standing.DELETED));
    List<Access> handedOver = application.access("drone");
    assertThat(handedOver).extracting(Access::getPerson).containsExactly("kim", "lee");
    assertThat(handedOver)
        .extracting(Access::getDisposition)
        .containsExactly(Disposition.SUPERSEDED, Disposition.CONVERGE);
    assertThat(application.access("gitlab"))
        .as("there each has an account of their own")
        .noneMatch(access -> access.getDisposition() == Disposition.CONFLICT);
  }
}

package dev.rolecall.processor.guard;

import static dev.rolecall.processor.guard.GuardProposals.NOON;
import static dev.rolecall.processor.guard.GuardProposals.control;
import static dev.rolecall.processor.guard.GuardProposals.joiner;
import static dev.rolecall.processor.guard.GuardProposals.leaver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardTest {

  private final GuardMemory known = new GuardMemory();

  private GuardDecision propose(Object body) {
    return known.propose("drone", body, NOON);
  }

  private static Control controlOf(GuardDecision decision) {
    return ((GuardDecision.Written.OfControl) decision.records().get(0)).control();
  }

  private static Access accessOf(GuardDecision decision) {
    return ((GuardDecision.Written.OfAccess) decision.records().get(0)).access();
  }

  @Test
  void nothingIsWrittenForAToolWithoutControl() {
    assertThatThrownBy(() -> propose(joiner("ada", "ada", "user")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before its control");
  }

  @Test
  void theFirstRecordGivesTheEpochAndCountersIncrease() {
    assertThat(controlOf(propose(control(1, Mode.OBSERVE))).getVersion())
        .isEqualTo(new Version(NOON.toEpochMilli(), 1L));
    assertThat(controlOf(propose(control(2, Mode.ENFORCE))).getVersion())
        .isEqualTo(new Version(NOON.toEpochMilli(), 2L));
    Access first = accessOf(propose(joiner("ada", "ada", "user")));
    Access second = accessOf(propose(joiner("bo", "bo", "user")));
    assertThat(first.getVersion()).isEqualTo(new Version(NOON.toEpochMilli(), 1L));
    assertThat(second.getVersion()).isEqualTo(new Version(NOON.toEpochMilli(), 2L));
    assertThat(second.getSettings()).isEqualTo(new Version(NOON.toEpochMilli(), 2L));
  }

  @Test
  void theSameControlFromEveryPartitionIsWrittenOnce() {
    propose(control(1, Mode.ENFORCE));
    assertThat(propose(control(1, Mode.ENFORCE))).isEqualTo(GuardDecision.NOTHING);
  }

  @Test
  void aPartitionThatLagsBehindDoesNotBringBackOldSettings() {
    propose(control(2, Mode.OBSERVE));
    assertThat(propose(control(1, Mode.ENFORCE)).records()).isEmpty();
  }

  @Test
  void settingsThatStayTheSameInANewerBundleStillCountAsTheNewest() {
    propose(control(1, Mode.ENFORCE));
    assertThat(propose(control(3, Mode.ENFORCE)).records()).isEmpty();
    assertThat(propose(control(2, Mode.OBSERVE)).records()).isEmpty();
  }

  @Test
  void theSameAccessIsNotWrittenTwiceEvenIfLinesMoved() {
    propose(control(1, Mode.ENFORCE));
    Access before = joiner("ada", "ada", "user");
    propose(before);
    Reason moved =
        new Reason("rule-of-user", "10.yaml", 99, "other digest", "commit", null, List.of(), null);
    Access shifted =
        Access.newBuilder(before)
            .setGrants(List.of(new Grant("server", "user", null, List.of(moved))))
            .build();
    assertThat(propose(shifted).records()).isEmpty();
  }

  @Test
  void anotherPathToTheSameGroupIsAnotherReason() {
    propose(control(1, Mode.ENFORCE));
    propose(through("team"));
    assertThat(propose(through("team")).records()).isEmpty();
    Access other = accessOf(propose(through("squad")));
    assertThat(other.getGrants().getFirst().getReasons().getFirst().getPath())
        .extracting(GroupRef::getId)
        .containsExactly("squad");
  }

  private static Access through(String group) {
    GroupRef matched = new GroupRef("all", "all", null, NOON, group, null);
    Reason reason =
        new Reason(
            "rule-of-user",
            "10.yaml",
            7,
            "digest",
            null,
            matched,
            List.of(new GroupRef(group, group, null, NOON, null, null)),
            null);
    return Access.newBuilder(joiner("ada", "ada", "user"))
        .setGrants(List.of(new Grant("server", "user", null, List.of(reason))))
        .build();
  }

  @Test
  void theAuditNamesRolesBeforeAndAfterTheReasonsAndTheCommand() {
    propose(control(1, Mode.ENFORCE));
    propose(joiner("ada", "ada", "user"));
    AuditEntry entry = propose(joiner("ada", "ada", "admin")).audit().get(0);
    assertThat(entry.getType()).isEqualTo(AuditType.ACCESS_DECIDED);
    assertThat(entry.getBefore()).containsExactly(new Role("server", "user"));
    assertThat(entry.getAfter()).containsExactly(new Role("server", "admin"));
    assertThat(entry.getReasons()).extracting(Reason::getRule).containsExactly("rule-of-admin");
    assertThat(entry.getId())
        .isEqualTo("command-of-ada/drone/acme/ada/access/" + NOON.toEpochMilli() + ".2");
  }

  @Test
  void aLeaverKeepsTheAccountAndLosesEveryGrant() {
    propose(control(1, Mode.ENFORCE));
    propose(joiner("ada", "ada", "user"));
    Access left = accessOf(propose(leaver("ada", "ada")));
    assertThat(left.getGrants()).isEmpty();
    assertThat(left.getAccount().getKey()).isEqualTo("ada");
    assertThat(known.claims).containsEntry("ada", "acme/ada");
  }
}

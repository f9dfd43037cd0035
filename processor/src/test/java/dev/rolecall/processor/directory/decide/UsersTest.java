package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.processor.streams.AuditKeys;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DeleteUser;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.User;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsersTest {

  @Test
  void aJoinerIsInTheLogAndAmongThePeopleWithVersionOne() {
    Acme acme = new Acme();
    Decision decision = acme.send(join("ada"));

    Accepted accepted = (Accepted) decision.outcome().getResult();
    assertThat(accepted.getVersion()).isEqualTo(1);
    assertThat(accepted.getCreated()).isEqualTo(acme.now());
    assertThat(decision.facts())
        .extracting(Fact::key)
        .containsExactly(Keys.phase(ACME), Keys.user(ACME, id("ada")));
    assertThat(acme.person("ada").getStanding()).isEqualTo(Standing.ACTIVE);
    assertThat(types(decision)).containsExactly(AuditType.PERSON_CREATED);
  }

  @Test
  void anAuditEntryNamesItsCommandAndStaysTheSameWhenReplayed() {
    AuditEntry entry = new Acme().send(join("ada")).audit().getFirst();

    assertThat(entry.getId()).isEqualTo(id("command 1") + "/0");
    assertThat(entry.getCause().getCommand()).isEqualTo(id("command 1"));
    assertThat(entry.getCause().getCorrelation()).isEqualTo("correlation-1");
    assertThat(entry.getPhase()).isEqualTo(Phase.DECIDED);
    assertThat(entry.getOutcome()).isEqualTo(Result.SUCCESS);
    assertThat(AuditKeys.of(entry)).isEqualTo(Keys.person(ACME, id("ada")));
    assertThat(new Acme().send(join("ada")).audit().getFirst()).isEqualTo(entry);
  }

  @Test
  void aUserNameIsTakenWhateverItsCase() {
    Acme acme = Acme.with(join("ada"));
    Decision decision = acme.send(new CreateUser(id("other"), aUser("ADA")));

    assertThat(((Rejected) decision.outcome().getResult()).getRefusal())
        .isEqualTo(Refusal.UNIQUENESS);
    assertThat(decision.facts()).isEmpty();
    assertThat(types(decision)).containsExactly(AuditType.COMMAND_REJECTED);
    assertThat(decision.audit().getFirst().getOutcome()).isEqualTo(Result.FAILURE);
  }

  @Test
  void aUserNameIsFreeAgainOnceItsHolderIsRenamedOrDeleted() {
    Acme acme = Acme.with(join("ada"), replace("ada", 1, aUser("ada.king")));
    acme.accepted(new CreateUser(id("second"), aUser("ada")));
    acme.accepted(new DeleteUser(id("second"), 1L));
    assertThat(acme.accepted(new CreateUser(id("third"), aUser("ada"))).getChanged()).isTrue();
  }

  @Test
  void aNameMayChangeItsCase() {
    Acme acme = Acme.with(join("ada"));
    assertThat(acme.accepted(replace("ada", 1, aUser("Ada"))).getVersion()).isEqualTo(2);
  }

  @Test
  void aChangeBasedOnAnotherVersionIsRefusedWithTheVersionThereIs() {
    Acme acme = Acme.with(join("ada"), replace("ada", 1, withTitle(aUser("ada"), "Countess")));
    Rejected rejected = acme.rejected(replace("ada", 1, aUser("ada")));

    assertThat(rejected.getRefusal()).isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(rejected.getCurrentVersion()).isEqualTo(2);
  }

  @Test
  void aChangeThatChangesNothingPublishesNothing() {
    Acme acme = Acme.with(join("ada"));
    Decision decision = acme.send(replace("ada", 1, aUser("ada")));

    Accepted accepted = (Accepted) decision.outcome().getResult();
    assertThat(accepted.getChanged()).isFalse();
    assertThat(accepted.getVersion()).isEqualTo(1);
    assertThat(decision.facts()).isEmpty();
    assertThat(decision.people()).isEmpty();
  }

  @Test
  void aSuspendedPersonKeepsTheGroupsAndGetsThemBack() {
    Acme acme = Acme.with(join("ada"), createGroup("platform", "ada"));
    Decision off = acme.send(replace("ada", 1, suspended(aUser("ada"))));

    assertThat(acme.person("ada").getStanding()).isEqualTo(Standing.INACTIVE);
    assertThat(acme.groupNames("ada")).containsExactly("platform");
    assertThat(types(off)).containsExactly(AuditType.PERSON_DEACTIVATED);

    Decision on = acme.send(replace("ada", 2, withTitle(aUser("ada"), "Countess")));
    assertThat(acme.person("ada").getStanding()).isEqualTo(Standing.ACTIVE);
    assertThat(types(on)).containsExactly(AuditType.PERSON_REACTIVATED, AuditType.PERSON_CHANGED);
    assertThat(on.audit()).extracting(AuditEntry::getId).doesNotHaveDuplicates();
  }

  @Test
  void aDeletedPersonStaysAFactAmongThePeopleButNotInTheDirectory() {
    Acme acme = Acme.with(join("ada"), createGroup("platform", "ada"));
    Decision decision = acme.send(deleteUser("ada"));

    assertThat(acme.person("ada").getStanding()).isEqualTo(Standing.DELETED);
    assertThat(acme.person("ada").getGroups()).isEmpty();
    assertThat(acme.state.user(id("ada"))).isNull();
    assertThat(decision.facts()).contains(new Fact(Keys.user(ACME, id("ada")), null));
    assertThat(acme.state.members(id("platform"), null, 10)).isEmpty();
    assertThat(acme.group("platform").getMemberCount()).isZero();
    assertThat(acme.group("platform").getMemberVersion()).isEqualTo(2);
    assertThat(acme.rejected(deleteUser("ada")).getRefusal()).isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void aDeletionOfAnotherVersionIsRefused() {
    Acme acme = Acme.with(join("ada"));
    assertThat(acme.rejected(new DeleteUser(id("ada"), 7L)).getRefusal())
        .isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(acme.state.user(id("ada"))).isNotNull();
  }

  @Test
  void aCommandAppendedAfterItsDeadlineCannotReviveALeaver() {
    Acme acme = Acme.with(join("ada"), replace("ada", 1, suspended(aUser("ada"))));
    Command late = Asked.command("late", replace("ada", 2, aUser("ada")), acme.now());
    Decision decision =
        acme.decide(late, new CommandContext(late.getDeadline().plusMillis(1), 50)).orElseThrow();

    assertThat(((Rejected) decision.outcome().getResult()).getRefusal()).isEqualTo(Refusal.EXPIRED);
    assertThat(acme.person("ada").getStanding()).isEqualTo(Standing.INACTIVE);
  }

  @Test
  void aCommandAppendedAtItsDeadlineIsInTime() {
    Acme acme = new Acme();
    Command command = Asked.command("slow", join("ada"), MORNING);
    Decision decision =
        acme.decide(command, new CommandContext(command.getDeadline(), 1)).orElseThrow();
    assertThat(decision.outcome().getResult()).isInstanceOf(Accepted.class);
  }

  @Test
  void aCommandThatWasDecidedBeforeIsIgnored() {
    Acme acme = Acme.with(join("ada"));
    Command again = Asked.command("1", join("ada"), acme.now());
    assertThat(acme.decide(again, new CommandContext(acme.now(), acme.offset()))).isEmpty();
  }

  @Test
  void aUserTooLargeForARecordIsRefused() {
    User large = User.newBuilder(aUser("ada")).setTitle("x".repeat(Limits.USER_BYTES)).build();
    assertThat(new Acme().rejected(new CreateUser(id("ada"), large)).getRefusal())
        .isEqualTo(Refusal.INVALID);
  }

  @Test
  void aUserInTooManyGroupsForOneTransactionIsDeletedAtOnceAndTheEdgesFollow() {
    Acme acme = new Acme();
    int groups = Limits.MEMBERS_PER_COMMAND + 1;
    IntStream.range(0, groups).forEach(n -> acme.accepted(createGroup("group " + n, "ada")));
    acme.accepted(join("ada"));
    Decision decision = acme.send(deleteUser("ada"));

    assertThat(decision.facts()).hasSize(1);
    assertThat(decision.jobs()).singleElement().extracting(Job::total).isEqualTo(groups);
    assertThat(acme.person("ada").getStanding()).isEqualTo(Standing.DELETED);
    assertThat(acme.rejected(join("ada")).getRefusal()).isEqualTo(Refusal.UNIQUENESS);

    acme.workEverythingOff();
    assertThat(acme.state.groupsOf(id("ada"))).isEmpty();
    assertThat(acme.group("group 7").getMemberCount()).isZero();
    assertThat(acme.accepted(join("ada")).getChanged()).isTrue();
  }

  @Test
  void anEdgeAddedWhileTheEdgesOfADeletedUserAreRemovedOutlivesThem() {
    Acme acme = new Acme();
    IntStream.rangeClosed(0, Limits.MEMBERS_PER_COMMAND)
        .forEach(n -> acme.accepted(createGroup("group " + n, "ada")));
    acme.accepted(join("ada"));
    acme.send(deleteUser("ada"));
    acme.sendNow(add("group 3", "ada"));
    acme.workEverythingOff();

    assertThat(acme.state.groupsOf(id("ada")).keySet()).containsExactly(id("group 3"));
    assertThat(acme.group("group 3").getMemberCount()).isEqualTo(1);
    acme.accepted(join("ada"));
    assertThat(acme.groupNames("ada")).containsExactly("group 3");
  }

  private static List<AuditType> types(Decision decision) {
    return decision.audit().stream().map(AuditEntry::getType).toList();
  }
}

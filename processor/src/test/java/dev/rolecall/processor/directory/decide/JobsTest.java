package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Standing;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups too large for one transaction. */
class JobsTest {

  private static final int MANY = 2 * Limits.MEMBERS_PER_COMMAND + 100;

  /** The first and the last that a job comes to. */
  private static final List<String> BY_ID =
      IntStream.range(0, MANY)
          .mapToObj(n -> "p" + n)
          .sorted((a, b) -> id(a).compareTo(id(b)))
          .toList();

  private static final String FIRST = BY_ID.getFirst();
  private static final String LAST = BY_ID.getLast();

  @Test
  void aLargeGroupIsRenamedInSlicesAndEverybodyGetsTheNewName() {
    Acme acme = largeGroup();
    Decision decision = acme.send(rename("everybody", "all staff"));

    assertThat(decision.facts()).hasSize(1);
    assertThat(decision.people()).isEmpty();
    JobStep step = acme.work(30).getFirst();
    assertThat(step.people()).hasSize(30);
    assertThat(step.job().done()).isEqualTo(30);
    assertThat(step.job().total()).isEqualTo(MANY);
    assertThat(acme.groupNames(FIRST)).containsExactly("all staff");
    assertThat(acme.groupNames(LAST)).containsExactly("everybody");

    acme.workEverythingOff();
    assertThat(BY_ID).allSatisfy(p -> assertThat(acme.groupNames(p)).containsExactly("all staff"));
    assertThat(acme.state.jobOfGroup(id("everybody"))).isNull();
  }

  @Test
  void aSecondRenameWhileTheFirstIsWorkedOffWins() {
    Acme acme = largeGroup();
    acme.accepted(rename("everybody", "all staff"));
    acme.work(30);
    acme.accepted(rename("everybody", "the company"));
    acme.workEverythingOff();
    assertThat(BY_ID)
        .allSatisfy(p -> assertThat(acme.groupNames(p)).containsExactly("the company"));
  }

  @Test
  void aJobDoesNotOverwriteWhatNewerCommandsDidToItsPeople() {
    Acme acme = largeGroup();
    acme.accepted(rename("everybody", "all staff"));
    acme.accepted(replace(LAST, 1, suspended(aUser(LAST))));
    acme.accepted(deleteUser(BY_ID.get(MANY - 2)));
    acme.accepted(remove("everybody", BY_ID.get(MANY - 3)));
    acme.workEverythingOff();

    assertThat(acme.person(LAST).getStanding()).isEqualTo(Standing.INACTIVE);
    assertThat(acme.person(BY_ID.get(MANY - 2)).getStanding()).isEqualTo(Standing.DELETED);
    assertThat(acme.groupNames(BY_ID.get(MANY - 3))).isEmpty();
  }

  @Test
  void aDeletedLargeGroupIsGoneAtOnceForReadsAndItsNameIsFree() {
    Acme acme = largeGroup();
    Decision decision = acme.send(deleteGroup("everybody"));

    assertThat(decision.facts()).hasSize(1);
    assertThat(acme.state.group(id("everybody"))).isNull();
    acme.accepted(new CreateGroup(id("new"), "everybody", null, List.of(id(LAST)), null));
    // Published for another reason, before the job has come to this person.
    assertThat(acme.person(LAST).getGroups()).hasSize(1);
    assertThat(acme.person(LAST).getGroups().getFirst().getId()).isEqualTo(id("new"));

    acme.workEverythingOff();
    assertThat(acme.groupNames(FIRST)).isEmpty();
    assertThat(acme.person(LAST).getGroups().getFirst().getId()).isEqualTo(id("new"));
    assertThat(acme.state.members(id("everybody"), null, 1)).isEmpty();
    assertThat(acme.state.groupsOf(id(LAST)).keySet()).containsExactly(id("new"));
  }

  @Test
  void theIdOfADeletedGroupIsInUseUntilItsLastEdgeIsGone() {
    Acme acme = largeGroup();
    acme.accepted(deleteGroup("everybody"));
    acme.work(30);
    assertThat(acme.rejected(add("everybody", FIRST)).getRefusal()).isEqualTo(Refusal.NOT_FOUND);
    assertThat(acme.rejected(createGroup("everybody", FIRST)).getRefusal())
        .isEqualTo(Refusal.UNIQUENESS);

    acme.workEverythingOff();
    acme.accepted(createGroup("everybody", FIRST));
    assertThat(acme.state.members(id("everybody"), null, MANY)).containsExactly(id(FIRST));
    assertThat(acme.groupNames(LAST)).isEmpty();
  }

  @Test
  void aGroupDeletedWhileItIsRenamedIsGoneForAll() {
    Acme acme = largeGroup();
    acme.accepted(rename("everybody", "all staff"));
    acme.work(30);
    acme.accepted(deleteGroup("everybody"));
    acme.workEverythingOff();
    assertThat(BY_ID).allSatisfy(p -> assertThat(acme.groupNames(p)).isEmpty());
  }

  @Test
  void aUserDeletedWhileTheirGroupsAreRemovedLeavesNoEdge() {
    Acme acme = largeGroup();
    acme.accepted(createGroup("small", LAST));
    acme.accepted(deleteGroup("everybody"));
    acme.accepted(deleteUser(LAST));
    acme.workEverythingOff();
    assertThat(acme.state.groupsOf(id(LAST))).isEmpty();
    assertThat(acme.group("small").getMemberCount()).isZero();
    assertThat(acme.person(LAST).getStanding()).isEqualTo(Standing.DELETED);
  }

  private static Acme largeGroup() {
    Acme acme = new Acme();
    BY_ID.forEach(name -> acme.accepted(join(name)));
    acme.accepted(createGroup("everybody"));
    List<String> ids = BY_ID.stream().map(Asked::id).toList();
    for (int from = 0; from < MANY; from += Limits.MEMBERS_PER_COMMAND) {
      int to = Math.min(MANY, from + Limits.MEMBERS_PER_COMMAND);
      acme.accepted(addIds("everybody", ids.subList(from, to)));
    }
    return acme;
  }
}

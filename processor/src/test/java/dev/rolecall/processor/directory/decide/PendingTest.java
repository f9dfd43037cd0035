package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is published before a job has come to them still carries what the job is about. */
class PendingTest {

  /** Deleting or renaming a group with so many members takes a job. */
  private static final int MANY = 2 * Limits.MEMBERS_PER_COMMAND + 1;

  /** The last that a job comes to: the highest id of all. */
  private static final String LAST =
      IntStream.range(0, 1_000)
          .mapToObj(n -> "late " + n)
          .max(Comparator.comparing(name -> id(name)))
          .orElseThrow();

  @Test
  void whoChangesTheirTitleBeforeTheDeletionComesToThemCarriesIt() {
    Acme acme = large("everybody", LAST);
    acme.accepted(join(LAST));
    acme.accepted(deleteGroup("everybody"));
    acme.accepted(replace(LAST, 1, withTitle(aUser(LAST), "Engineer")));

    assertThat(acme.groupNames(LAST)).isEmpty();
    assertThat(acme.effects(LAST)).containsExactly("DELETED " + id("everybody"));
    assertThat(acme.entry(LAST).getEffects().getFirst().getMembers()).isEqualTo(MANY + 1);
    acme.workEverythingOff();
    acme.accepted(replace(LAST, 2, withTitle(aUser(LAST), "Lead")));
    assertThat(acme.effects(LAST)).isEmpty();
  }

  @Test
  void whoJoinsOrLeavesMeanwhileCarriesIt() {
    Acme acme = large("everybody", LAST, "leaver");
    acme.accepted(join("leaver"));
    acme.accepted(rename("everybody", "all staff"));
    acme.accepted(join(LAST));
    acme.accepted(deleteUser("leaver"));
    assertThat(acme.effects(LAST)).containsExactly("RENAMED " + id("everybody"));
    assertThat(acme.effects("leaver")).containsExactly("RENAMED " + id("everybody"));
  }

  @Test
  void everybodyWhomTheJobPublishesCarriesIt() {
    Acme acme = large("everybody", LAST);
    acme.accepted(join(LAST));
    acme.accepted(rename("everybody", "all staff"));
    acme.accepted(deleteGroup("everybody"));
    acme.workEverythingOff();
    assertThat(acme.effects(LAST))
        .containsExactly("DELETED " + id("everybody"), "RENAMED " + id("everybody"));
  }

  @Test
  void whoIsInAGroupBelowCarriesWhatIsPendingAbove() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("staff", "team"));
    acme.accepted(add("staff", "team"));
    fill(acme, "everybody", "staff");
    acme.workEverythingOff();
    assertThat(acme.groupNames("ada")).contains("everybody");

    acme.accepted(deleteGroup("everybody"));
    acme.accepted(replace("ada", 1, withTitle(aUser("ada"), "Engineer")));
    assertThat(acme.effects("ada")).containsExactly("DELETED " + id("everybody"));
  }

  @Test
  void whoLeavesTheGroupBelowBeforeTheJobComesCarriesIt() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada", "bob", "eve"));
    fill(acme, "everybody", "team");
    acme.workEverythingOff();
    acme.accepted(deleteGroup("everybody"));
    acme.accepted(remove("team", "ada"));
    assertThat(acme.groupNames("ada")).isEmpty();
    assertThat(acme.effects("ada")).containsExactly("DELETED " + id("everybody"));
  }

  @Test
  void aGroupThatIsTakenOutBeforeTheJobComesTakesItAlong() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"));
    fill(acme, "everybody", "team");
    acme.workEverythingOff();
    acme.accepted(rename("everybody", "all staff"));
    acme.accepted(remove("everybody", "team"));
    while (acme.state.jobOfGroup(id("everybody")) != null) {
      acme.work("everybody", 50);
    }
    acme.work("team", 50);
    assertThat(acme.groupNames("ada")).containsExactly("team");
    assertThat(acme.effects("ada")).containsExactly("RENAMED " + id("everybody"));
  }

  @Test
  void aGroupThatAnotherJobHasComeToKeepsWhatWasPendingAboveIt() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("other", "team"));
    acme.accepted(createGroup("above"));
    fill(acme, "everybody", "team");
    acme.workEverythingOff();
    acme.accepted(deleteGroup("everybody"));
    acme.accepted(add("above", "other"));
    // This one comes to the team first, so the one of the deletion leaves it alone.
    acme.work("other", 50);
    while (acme.state.jobOfGroup(id("everybody")) != null) {
      acme.work("everybody", 50);
    }
    assertThat(acme.groupNames("ada")).contains("everybody");
    acme.work("team", 50);
    assertThat(acme.groupNames("ada")).containsExactly("above", "other", "team");
    assertThat(acme.effects("ada")).containsExactly("DELETED " + id("everybody"));
  }

  @Test
  void withoutJobsNothingIsPending() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("all", "team"));
    acme.workEverythingOff();
    assertThat(acme.state.hasJobsOfGroups()).isFalse();
    acme.accepted(replace("ada", 1, withTitle(aUser("ada"), "Engineer")));
    assertThat(acme.effects("ada")).isEmpty();
  }

  @Test
  void theLargestPersonWithAllEffectsFitsIntoOneRecord() {
    Acme acme = new Acme();
    for (int n = 0; n < Limits.GROUPS_PER_PERSON; n++) {
      String name = "%04d".formatted(n) + "n".repeat(Limits.NAME_BYTES - 4);
      String externalId = "%04d".formatted(n) + "e".repeat(Limits.EXTERNAL_ID_BYTES - 4);
      acme.accepted(new CreateGroup(id("g" + n), name, externalId, List.of(id("ada")), null));
    }
    User large =
        User.newBuilder(aUser("ada")).setTitle("t".repeat(Limits.USER_BYTES - 100)).build();
    acme.accepted(new CreateUser(id("ada"), large));
    for (int n = 0; n < Limits.EFFECTS_PER_RECORD + 4; n++) {
      renameLongWinded(acme, "g" + n);
    }
    acme.accepted(replace("ada", 1, User.newBuilder(large).setActive(false).build()));
    assertThat(acme.person("ada").getGroups()).hasSize(Limits.GROUPS_PER_PERSON);
    assertThat(acme.entry("ada").getEffects()).hasSize(Limits.EFFECTS_PER_RECORD);
  }

  /** By a request with the longest path, of a group that is large enough to leave a job. */
  private static void renameLongWinded(Acme acme, String group) {
    addStrangers(acme, group);
    String name = group + "r".repeat(Limits.NAME_BYTES - group.length());
    acme.sendLongWinded(Asked.rename(group, name));
  }

  private static Acme large(String group, String... members) {
    Acme acme = new Acme();
    fill(acme, group, members);
    return acme;
  }

  private static void fill(Acme acme, String group, String... members) {
    acme.accepted(createGroup(group, members));
    addStrangers(acme, group);
  }

  private static void addStrangers(Acme acme, String group) {
    List<String> ids = new ArrayList<>(IntStream.range(0, MANY).mapToObj(n -> "x" + n).toList());
    for (int from = 0; from < MANY; from += Limits.MEMBERS_PER_COMMAND) {
      int to = Math.min(MANY, from + Limits.MEMBERS_PER_COMMAND);
      acme.accepted(addIds(group, ids.subList(from, to)));
    }
  }
}

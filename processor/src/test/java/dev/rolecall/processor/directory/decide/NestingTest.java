package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.Asked.add;
import static dev.rolecall.processor.directory.Asked.addIds;
import static dev.rolecall.processor.directory.Asked.createGroup;
import static dev.rolecall.processor.directory.Asked.deleteGroup;
import static dev.rolecall.processor.directory.Asked.deleteUser;
import static dev.rolecall.processor.directory.Asked.id;
import static dev.rolecall.processor.directory.Asked.join;
import static dev.rolecall.processor.directory.Asked.remove;
import static dev.rolecall.processor.directory.Asked.rename;
import static dev.rolecall.processor.directory.Asked.replace;
import static dev.rolecall.processor.directory.Asked.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Standing;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups as members of groups. */
class NestingTest {

  @Test
  void whoIsInANestedGroupIsInTheOneAboveAndItsPathIsKnown() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("all"));
    acme.accepted(createGroup("staff", "all"));
    acme.accepted(add("all", "team"));
    acme.workEverythingOff();

    assertThat(acme.groupNames("ada")).containsExactly("all", "staff", "team");
    assertThat(ref(acme, "ada", "team").getVia()).isNull();
    assertThat(ref(acme, "ada", "all").getVia()).isEqualTo(id("team"));
    assertThat(ref(acme, "ada", "staff").getVia()).isEqualTo(id("all"));
    assertThat(ref(acme, "ada", "staff").getSince()).isEqualTo(acme.now());
  }

  @Test
  void somebodyWhoJoinsOrLeavesANestedGroupIsPublishedAtOnceWithEverythingAbove() {
    Acme acme = Acme.with(join("ada"), createGroup("team"), createGroup("all", "team"));
    acme.workEverythingOff();

    Decision joined = acme.send(add("team", "ada"));
    assertThat(joined.jobs()).isEmpty();
    assertThat(acme.groupNames("ada")).containsExactly("all", "team");

    acme.accepted(remove("team", "ada"));
    assertThat(acme.groupNames("ada")).isEmpty();
  }

  @Test
  void aCircleIsHarmless() {
    Acme acme = Acme.with(join("ada"), join("bob"));
    acme.accepted(createGroup("a", "ada"));
    acme.accepted(createGroup("b", "a"));
    acme.accepted(createGroup("c", "b", "bob"));
    acme.accepted(add("a", "c", "a"));
    acme.workEverythingOff();

    assertThat(acme.groupNames("ada")).containsExactly("a", "b", "c");
    assertThat(acme.groupNames("bob")).containsExactly("a", "b", "c");
  }

  @Test
  void aGroupReachedOnTwoPathsCountsOnceAndIsAsOldAsTheOlder() {
    Acme acme = Acme.with(join("ada"), createGroup("old", "ada"), createGroup("top", "old"));
    var since = acme.now();
    acme.accepted(createGroup("new", "ada"));
    acme.accepted(add("top", "new"));
    acme.workEverythingOff();

    assertThat(acme.groupNames("ada")).containsExactly("new", "old", "top");
    assertThat(ref(acme, "ada", "top").getSince()).isEqualTo(since);
    assertThat(ref(acme, "ada", "top").getVia()).isEqualTo(id("old"));

    acme.accepted(remove("top", "old"));
    acme.workEverythingOff();
    assertThat(ref(acme, "ada", "top").getVia()).isEqualTo(id("new"));
  }

  @Test
  void joiningDirectlyWhatOneHasInheritedMakesTheMembershipDirectAndNoYounger() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("all", "team"));
    var since = acme.now();
    acme.accepted(add("all", "ada"));

    assertThat(ref(acme, "ada", "all").getVia()).isNull();
    assertThat(ref(acme, "ada", "all").getSince()).isEqualTo(since);
  }

  @Test
  void aDeletedGroupTakesAlongWhatWasInheritedThroughIt() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("all", "team"));
    acme.accepted(createGroup("staff", "all"));
    acme.workEverythingOff();
    acme.accepted(deleteGroup("all"));
    acme.workEverythingOff();

    assertThat(acme.groupNames("ada")).containsExactly("team");
    assertThat(acme.group("team").getParents()).isZero();
    assertThat(acme.group("staff").getMemberCount()).isZero();
    assertThat(acme.group("staff").getMemberVersion()).isEqualTo(2);
    assertThat(acme.state.since(id("staff"), id("all"))).isNull();
  }

  @Test
  void aDeletedLargeGroupIsGoneForThoseBelowToo() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("all", "team"));
    acme.accepted(createGroup("staff", "all"));
    List<String> strangers =
        IntStream.range(0, Limits.MEMBERS_PER_COMMAND).mapToObj(n -> "stranger-" + n).toList();
    acme.accepted(addIds("all", strangers));
    acme.workEverythingOff();
    assertThat(acme.groupNames("ada")).containsExactly("all", "staff", "team");

    Decision decision = acme.send(deleteGroup("all"));
    assertThat(decision.facts()).hasSizeLessThan(10);
    acme.workEverythingOff();
    assertThat(acme.groupNames("ada")).containsExactly("team");
    assertThat(acme.group("team").getParents()).isZero();
    assertThat(acme.group("staff").getMemberCount()).isZero();
  }

  @Test
  void whoIsMovedIntoANestedGroupByOneCommandNeverLosesTheGroup() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("all", "ada"));
    ChangeGroup move =
        ChangeGroup.newBuilder(add("all", "team")).setRemove(List.of(id("ada"))).build();
    Decision decision = acme.send(move);

    Person published =
        (Person) Objects.requireNonNull(decision.people().getFirst().entry()).getBody();
    assertThat(published.getGroups())
        .extracting(GroupRef::getDisplayName)
        .containsExactlyInAnyOrder("all", "team");
  }

  @Test
  void aNewNameReachesThoseBelow() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("all", "team"));
    acme.accepted(rename("all", "everybody"));
    acme.workEverythingOff();
    assertThat(acme.groupNames("ada")).containsExactly("everybody", "team");
  }

  @Test
  void aMemberThatIsNobodyYetCountsOnceItIsAGroup() {
    Acme acme = Acme.with(join("ada"), createGroup("all", "team"));
    acme.accepted(createGroup("team", "ada"));
    assertThat(acme.groupNames("ada")).containsExactly("all", "team");
    assertThat(acme.group("team").getParents()).isOne();
  }

  @Test
  void oneIdIsAUserOrAGroup() {
    Acme acme = Acme.with(join("ada"), createGroup("team"));
    assertThat(acme.rejected(createGroup("ada")).getRefusal()).isEqualTo(Refusal.UNIQUENESS);
    assertThat(acme.rejected(join("team")).getRefusal()).isEqualTo(Refusal.UNIQUENESS);
  }

  @Test
  void somebodyInactiveKeepsInheritedGroupsAndSomebodyDeletedHasNone() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("all", "team"));
    acme.workEverythingOff();
    acme.accepted(replace("ada", 1, suspended(Asked.aUser("ada"))));
    assertThat(acme.person("ada").getStanding()).isEqualTo(Standing.INACTIVE);
    assertThat(acme.groupNames("ada")).containsExactly("all", "team");

    acme.accepted(deleteUser("ada"));
    assertThat(acme.groupNames("ada")).isEmpty();
  }

  @Test
  void addingANestedGroupWritesTwoFactsHoweverManyAreBelow() {
    Acme acme = Acme.with(join("ada"), createGroup("team", "ada"), createGroup("all"));
    Decision decision = acme.send(add("all", "team"));
    assertThat(decision.facts()).extracting(Fact::key).doesNotHaveDuplicates().hasSize(3);
    assertThat(decision.people()).isEmpty();
    assertThat(decision.jobs()).extracting(Job::urgent).containsExactly(false);
    assertThat(acme.send(remove("all", "team")).jobs())
        .extracting(Job::urgent)
        .containsExactly(true);
  }

  @Test
  void theAuditNamesNoPersonWhenTheMemberIsAGroup() {
    Acme acme = Acme.with(createGroup("team"), createGroup("all"));
    AuditEntry entry = acme.send(add("all", "team")).audit().getFirst();
    assertThat(entry.getPerson()).isNull();
    assertThat(entry.getMessage()).isEqualTo("1 added, 0 removed, of them groups: 1");
  }

  @Test
  void groupsNestedTooDeepAreLeftOutAndTheAuditSaysSo() {
    Acme acme = Acme.with(join("ada"), createGroup("g0", "ada"));
    int deepest = Limits.NESTING_DEPTH + 1;
    IntStream.rangeClosed(1, deepest)
        .forEach(n -> acme.accepted(createGroup("g" + n, "g" + (n - 1))));
    acme.workEverythingOff();

    assertThat(acme.groupNames("ada")).hasSize(deepest).doesNotContain("g" + deepest);
    assertThat(acme.person("ada").getIncomplete()).isTrue();
    assertThat(acme.findings)
        .allSatisfy(finding -> assertThat(finding.getType()).isEqualTo(AuditType.FINDING))
        .extracting(AuditEntry::getPerson)
        .containsOnly(id("ada"));

    acme.accepted(remove("g" + deepest, "g" + (deepest - 1)));
    acme.workEverythingOff();
    assertThat(acme.person("ada").getIncomplete()).isFalse();
  }

  @Test
  void ofTooManyGroupsTheNearestAreKept() {
    Acme acme = Acme.with(join("ada"));
    int direct = Limits.GROUPS_PER_PERSON - 1;
    IntStream.range(0, direct).forEach(n -> acme.accepted(createGroup("direct " + n, "ada")));
    acme.accepted(createGroup("inherited a", "direct 0"));
    acme.workEverythingOff();
    assertThat(acme.person("ada").getGroups()).hasSize(Limits.GROUPS_PER_PERSON);
    assertThat(acme.person("ada").getIncomplete()).isFalse();

    acme.accepted(createGroup("far", "inherited a"));
    acme.workEverythingOff();
    assertThat(acme.person("ada").getGroups()).hasSize(Limits.GROUPS_PER_PERSON);
    assertThat(acme.person("ada").getIncomplete()).isTrue();
    assertThat(acme.groupNames("ada")).contains("inherited a").doesNotContain("far");
  }

  @Test
  void aGroupIsNestedInAHundredGroupsAtMost() {
    Acme acme = Acme.with(createGroup("team"));
    IntStream.range(0, Limits.PARENTS_PER_GROUP)
        .forEach(n -> acme.accepted(createGroup("parent " + n, "team")));
    assertThat(acme.rejected(createGroup("one more", "team")).getDetail())
        .contains("nested in more than 100 groups");
  }

  @Test
  void aJobThatIsReplacedAgainAndAgainStillGetsToEverybody() {
    Acme acme = new Acme();
    List<String> people = IntStream.range(0, 40).mapToObj(n -> "p" + n).toList();
    people.forEach(person -> acme.accepted(join(person)));
    acme.accepted(createGroup("team", people.toArray(String[]::new)));
    acme.accepted(createGroup("lost", "team"));
    acme.accepted(createGroup("busy"));
    acme.workEverythingOff();
    acme.accepted(remove("lost", "team"));
    for (int change = 0; change < 12; change++) {
      acme.work(5);
      acme.accepted(change % 2 == 0 ? add("busy", "team") : remove("busy", "team"));
    }
    assertThat(people)
        .allSatisfy(person -> assertThat(acme.groupNames(person)).doesNotContain("lost"));
    acme.workEverythingOff();
    assertThat(people)
        .allSatisfy(person -> assertThat(acme.groupNames(person)).containsExactly("team"));
  }

  private static GroupRef ref(Acme acme, String person, String group) {
    return acme.person(person).getGroups().stream()
        .filter(each -> each.getId().equals(id(group)))
        .findFirst()
        .orElseThrow();
  }
}

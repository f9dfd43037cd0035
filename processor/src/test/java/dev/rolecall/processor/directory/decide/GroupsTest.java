package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {

  @Test
  void aNewMemberIsPublishedWithTheGroupSinceTheCommandWasAppended() {
    Acme acme = Acme.with(join("ada"), createGroup("platform"));
    Decision decision = acme.send(add("platform", "ada"));

    Accepted accepted = (Accepted) decision.outcome().getResult();
    assertThat(accepted.getVersion()).isEqualTo(1);
    assertThat(accepted.getMemberVersion()).isEqualTo(1);
    assertThat(acme.person("ada").getGroups().getFirst().getSince()).isEqualTo(acme.now());
    assertThat(acme.group("platform").getMemberCount()).isEqualTo(1);
    AuditEntry entry = decision.audit().getFirst();
    assertThat(entry.getType()).isEqualTo(AuditType.MEMBERS_CHANGED);
    assertThat(entry.getGroup()).isEqualTo(id("platform"));
    assertThat(entry.getPerson()).isEqualTo(id("ada"));
  }

  @Test
  void addingAMemberAgainChangesNothingAndKeepsSinceWhen() {
    Acme acme = Acme.with(join("ada"), createGroup("platform", "ada"));
    Instant since = acme.now();
    Decision decision = acme.send(add("platform", "ada"));

    assertThat(((Accepted) decision.outcome().getResult()).getChanged()).isFalse();
    assertThat(decision.facts()).isEmpty();
    assertThat(acme.state.since(id("platform"), id("ada"))).isEqualTo(since);
  }

  @Test
  void aMemberNamedTwiceIsOneMember() {
    Acme acme = Acme.with(join("ada"), createGroup("platform"));
    acme.accepted(add("platform", "ada", "ada"));
    acme.accepted(remove("platform", "ada", "ada"));
    assertThat(acme.group("platform").getMemberCount()).isZero();
  }

  @Test
  void removingSomebodyWhoIsNoMemberChangesNothing() {
    Acme acme = Acme.with(join("ada"), createGroup("platform"));
    assertThat(acme.accepted(remove("platform", "ada")).getChanged()).isFalse();
  }

  @Test
  void whoIsRemovedAndAddedInOneCommandStays() {
    Acme acme = Acme.with(join("ada"), createGroup("platform", "ada"));
    ChangeGroup both =
        ChangeGroup.newBuilder(add("platform", "ada")).setRemove(List.of(id("ada"))).build();
    assertThat(acme.accepted(both).getChanged()).isFalse();
  }

  @Test
  void aMemberThatNoUserHasYetCountsOnceTheUserIsThere() {
    Acme acme = Acme.with(createGroup("platform", "ada"));
    assertThat(acme.isPublished("ada")).isFalse();
    acme.accepted(join("ada"));
    assertThat(acme.groupNames("ada")).containsExactly("platform");
  }

  @Test
  void attributesAndMembersAgeApart() {
    Acme acme = Acme.with(join("ada"), createGroup("platform"));
    acme.accepted(add("platform", "ada"));
    Accepted renamed = acme.accepted(rename("platform", "Platform"));
    assertThat(renamed.getVersion()).isEqualTo(2);
    assertThat(renamed.getMemberVersion()).isEqualTo(1);
  }

  @Test
  void aConditionHoldsOnlyForBothVersions() {
    Acme acme = Acme.with(join("ada"), createGroup("platform", "ada"));
    assertThat(acme.rejected(onlyIf(remove("platform", "ada"), 1, 0)).getRefusal())
        .isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(acme.accepted(onlyIf(remove("platform", "ada"), 1, 1)).getChanged()).isTrue();
  }

  @Test
  void aGroupNameIsTakenWhateverItsCase() {
    Acme acme = Acme.with(createGroup("platform"), createGroup("data"));
    assertThat(acme.rejected(rename("data", "PLATFORM")).getRefusal())
        .isEqualTo(Refusal.UNIQUENESS);
    assertThat(acme.rejected(createGroup("Platform")).getRefusal()).isEqualTo(Refusal.UNIQUENESS);
  }

  @Test
  void aRenamePublishesEachMemberWithTheNewName() {
    Acme acme = Acme.with(join("ada"), join("bob"), createGroup("platform", "ada", "bob"));
    Instant since = acme.now();
    acme.accepted(rename("platform", "infrastructure"));

    assertThat(acme.groupNames("ada")).containsExactly("infrastructure");
    assertThat(acme.groupNames("bob")).containsExactly("infrastructure");
    assertThat(acme.person("bob").getGroups().getFirst().getSince()).isEqualTo(since);
  }

  @Test
  void aNameIsAsOldAsTheRenameThatGaveItOrElseAsTheGroup() {
    Acme acme = Acme.with(join("ada"), createGroup("platform", "ada"));
    Instant created = acme.now();
    acme.accepted(add("platform", "bob"));
    acme.accepted(
        ChangeGroup.newBuilder(rename("platform", "platform")).setExternalId("00g1").build());
    assertThat(acme.person("ada").getGroups().getFirst().getNamed()).isEqualTo(created);

    acme.accepted(rename("platform", "infrastructure"));
    Instant renamed = acme.now();
    acme.accepted(add("platform", "eve"));
    assertThat(acme.person("ada").getGroups().getFirst().getNamed()).isEqualTo(renamed);
    assertThat(acme.group("platform").getNamed()).isEqualTo(renamed);
  }

  @Test
  void theNameOfAGroupOfAnEarlierReleaseIsAsOldAsTheGroup() {
    Acme acme = Acme.with(createGroup("platform", "ada"));
    GroupState group = acme.group("platform");
    group.setNamed(null);
    acme.state.apply(
        new Fact(
            Keys.group(ACME, group.getId()), new DirectoryEntry(ACME, acme.anyCause(), group)));
    acme.accepted(join("ada"));
    assertThat(acme.person("ada").getGroups().getFirst().getNamed()).isEqualTo(group.getCreated());
  }

  @Test
  void anEmptyExternalIdRemovesIt() {
    Acme acme = new Acme();
    acme.accepted(CreateGroup.newBuilder(createGroup("platform")).setExternalId("00g1").build());
    acme.accepted(ChangeGroup.newBuilder().setId(id("platform")).setExternalId("").build());
    assertThat(acme.group("platform").getExternalId()).isNull();
  }

  @Test
  void aDeletedSmallGroupIsGoneWithItsEdgesAtOnce() {
    Acme acme = Acme.with(join("ada"), createGroup("platform", "ada"), createGroup("data", "ada"));
    Decision decision = acme.send(deleteGroup("platform"));

    assertThat(decision.jobs()).isEmpty();
    assertThat(acme.groupNames("ada")).containsExactly("data");
    assertThat(acme.state.groupsOf(id("ada")).keySet()).containsExactly(id("data"));
    assertThat(acme.rejected(deleteGroup("platform")).getRefusal()).isEqualTo(Refusal.NOT_FOUND);
    assertThat(acme.accepted(new CreateGroup(id("again"), "platform", null, List.of(), null)))
        .isNotNull();
  }

  @Test
  void aSetLargerThanATransactionAllowsIsRefused() {
    Acme acme = Acme.with(createGroup("platform"));
    assertThat(acme.rejected(addIds("platform", ids(Limits.MEMBERS_PER_COMMAND + 1))).getRefusal())
        .isEqualTo(Refusal.INVALID);
  }

  @Test
  void theLargestSetStaysBelowTheRecordsOfOneTransaction() {
    Acme acme = Acme.with(createGroup("platform"));
    List<String> names = names(Limits.MEMBERS_PER_COMMAND);
    names.forEach(name -> acme.accepted(join(name)));
    ChangeGroup all =
        ChangeGroup.newBuilder(addIds("platform", names.stream().map(Asked::id).toList()))
            .setDisplayName("everybody")
            .build();
    assertThat(records(acme.send(all)))
        .isBetween(2 * Limits.MEMBERS_PER_COMMAND, Limits.RECORDS_PER_COMMAND);
    assertThat(records(acme.send(deleteGroup("platform"))))
        .isBetween(2 * Limits.MEMBERS_PER_COMMAND, Limits.RECORDS_PER_COMMAND);
  }

  @Test
  void aMemberIdThatWouldBreakAKeyIsRefused() {
    Acme acme = Acme.with(createGroup("platform"));
    for (String id : List.of("a/b", "", "ä", "a b", "x".repeat(129))) {
      assertThat(acme.rejected(addIds("platform", List.of(id))).getRefusal())
          .isEqualTo(Refusal.INVALID);
    }
  }

  @Test
  void nobodyIsInMoreGroupsThanOnePersonsRecordHolds() {
    Acme acme = new Acme();
    names(Limits.GROUPS_PER_PERSON).forEach(name -> acme.accepted(createGroup(name, "ada")));
    assertThat(acme.rejected(createGroup("one more", "ada")).getRefusal())
        .isEqualTo(Refusal.INVALID);
  }

  @Test
  void whatIsAskedOfAGroupThatIsNotThereIsNotFound() {
    Acme acme = new Acme();
    assertThat(acme.rejected(add("platform", "ada")).getRefusal()).isEqualTo(Refusal.NOT_FOUND);
    assertThat(acme.rejected(rename("platform", "x")).getRefusal()).isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void aPolicyIsNoBusinessOfAnIdentityProvidersDirectory() {
    Decision decision =
        Decide.decide(
                Asked.command("1", publish("d1"), MORNING),
                new CommandContext(MORNING, 1),
                new Acme().state,
                bundle -> List.of())
            .orElseThrow();
    assertThat(decision.facts()).isEmpty();
    assertThat(((Rejected) decision.outcome().getResult()).getRefusal()).isEqualTo(Refusal.INVALID);
  }

  private static int records(Decision decision) {
    return decision.facts().size() + decision.people().size() + decision.audit().size() + 1;
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(n -> "name " + n).toList();
  }

  private static List<String> ids(int count) {
    return names(count).stream().map(Asked::id).toList();
  }
}

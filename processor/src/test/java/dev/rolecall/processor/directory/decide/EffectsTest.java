package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Batch;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a command says of what it does to all members of a group. */
class EffectsTest {

  private static final String[] TEN =
      IntStream.range(0, 10).mapToObj(n -> "p" + n).toArray(String[]::new);

  @Test
  void aDeletionTellsEachMemberHowManyThereWere() {
    Acme acme = tenInOneGroup();
    acme.accepted(deleteGroup("platform"));
    assertThat(TEN)
        .allSatisfy(name ->
            assertThat(acme.entry(name).getEffects())
                .containsExactly(
                    effect(acme, EffectKind.DELETED, acme.entry(name).getCause(), 10, 10)));
  }

  @Test
  void theDeletionOfAGroupWithoutMembersIsNoEffect() {
    Acme acme = Acme.with(createGroup("platform"));
    assertThat(acme.send(deleteGroup("platform")).jobs()).isEmpty();
    assertThat(Effects.ofDeletion(Acme.with(createGroup("a")).group("a"), anyCause())).isEmpty();
  }

  @Test
  void whoIsLastToLeaveEmptiesNothingAndTwoDo() {
    Acme acme = Acme.with(join("ada"), join("bob"), createGroup("platform", "ada", "bob"));
    acme.accepted(remove("platform", "ada", "bob"));
    assertThat(acme.effects("ada")).containsExactly("EMPTIED " + id("platform"));
    acme.accepted(createGroup("small", "ada"));
    acme.accepted(remove("small", "ada"));
    assertThat(acme.effects("ada")).isEmpty();
  }

  @Test
  void halfOfAGroupIsHalvedAndLessIsNot() {
    Acme acme = tenInOneGroup();
    acme.accepted(remove("platform", "p0", "p1", "p2", "p3"));
    assertThat(acme.effects("p0")).isEmpty();
    acme.accepted(remove("platform", "p4", "p5", "p6"));
    Effect halved = acme.entry("p4").getEffects().getFirst();
    assertThat(halved.getKind()).isEqualTo(EffectKind.HALVED);
    assertThat(halved.getMembers()).isEqualTo(6);
    assertThat(halved.getRemoved()).isEqualTo(3);
  }

  @Test
  void strangersWhoAreRemovedDoNotCount() {
    Acme acme = tenInOneGroup();
    acme.accepted(remove("platform", "p0", "x1", "x2", "x3", "x4", "x5", "x6"));
    assertThat(acme.effects("p0")).isEmpty();
  }

  @Test
  void everybodyExchangedForSomebodyElseIsEmptied() {
    Acme acme = Acme.with(join("ada"), join("bob"), join("eve"));
    acme.accepted(createGroup("platform", "ada", "bob"));
    acme.accepted(
        ChangeGroup.newBuilder(remove("platform", "ada", "bob"))
            .setAdd(List.of(id("eve")))
            .setDisplayName("infrastructure")
            .build());
    assertThat(List.of("ada", "bob", "eve"))
        .allSatisfy(name ->
            assertThat(acme.effects(name))
                .containsExactlyInAnyOrder(
                    "EMPTIED " + id("platform"), "RENAMED " + id("platform")));
  }

  @Test
  void anotherNameIsARenameAndAnotherExternalIdIsNone() {
    Acme acme = tenInOneGroup();
    acme.accepted(ChangeGroup.newBuilder().setId(id("platform")).setExternalId("00g1").build());
    assertThat(acme.effects("p0")).isEmpty();
    acme.accepted(rename("platform", "Platform"));
    Effect renamed = acme.entry("p0").getEffects().getFirst();
    assertThat(renamed.getKind()).isEqualTo(EffectKind.RENAMED);
    assertThat(renamed.getMembers()).isEqualTo(10);
    assertThat(renamed.getRemoved()).isZero();
  }

  @Test
  void eachPartOfABatchSaysWhatAllPartsDo() {
    Acme acme = tenInOneGroup();
    acme.accepted(part(remove("platform", "p0", "p1"), 0, 10, 10));
    acme.accepted(part(remove("platform", "p2"), 1, 10, 10));
    acme.accepted(part(add("platform", "p0"), 2, 10, 10));
    for (String name : List.of("p0", "p1", "p2")) {
      Effect effect = acme.entry(name).getEffects().getFirst();
      assertThat(effect.getId()).isEqualTo(id("batch"));
      assertThat(effect.getKind()).isEqualTo(EffectKind.EMPTIED);
      assertThat(effect.getMembers()).isEqualTo(10);
      assertThat(effect.getRemoved()).isEqualTo(10);
    }
  }

  @Test
  void aBatchThatSaysNothingOfItsSizeIsCountedByItsParts() {
    Acme acme = tenInOneGroup();
    acme.accepted(part(remove("platform", "p0"), 0, 0, 0));
    assertThat(acme.effects("p0")).isEmpty();
    acme.accepted(part(remove("platform", "p1", "p2", "p3", "p4", "p5"), 1, 0, 0));
    assertThat(acme.effects("p1")).containsExactly("HALVED " + id("platform"));
  }

  @Test
  void theIdOfABatchThatIsNoneIsNotPassedOn() {
    Acme acme = Acme.with(join("ada"), join("bob"), createGroup("platform", "ada", "bob"));
    ChangeGroup change =
        ChangeGroup.newBuilder(remove("platform", "ada", "bob"))
            .setBatch(new Batch("x".repeat(100_000), 0, 2, 2, 2))
            .build();
    acme.accepted(change);
    assertThat(acme.entry("ada").getEffects().getFirst().getId())
        .isEqualTo(acme.entry("ada").getCause().getCommand());
  }

  @Test
  void beyondTheBoundTheNewestWinAndEachCountsOnce() {
    Cause cause = anyCause();
    List<Effect> effects =
        IntStream.range(0, 2 * Limits.EFFECTS_PER_RECORD).mapToObj(n -> at(n, cause)).toList();
    assertThat(Effects.newest(effects, effects))
        .containsExactlyElementsOf(effects.reversed().subList(0, Limits.EFFECTS_PER_RECORD));
  }

  @Test
  void aJobThatTakesThePlaceOfAnotherKeepsTheEffectsOfBoth() {
    Cause cause = anyCause();
    Job one =
        Job.begin(Job.Kind.RESOLVE_MEMBERS, ACME, id("g"), 1, cause, 1)
            .carrying(List.of(at(1, cause)));
    Job other =
        Job.begin(Job.Kind.REMOVE_GROUP, ACME, id("g"), 1, cause, 2)
            .carrying(List.of(at(2, cause)));
    assertThat(other.insteadOf(one).effects()).containsExactly(at(2, cause), at(1, cause));
  }

  private static Acme tenInOneGroup() {
    Acme acme = new Acme();
    for (String name : TEN) {
      acme.accepted(join(name));
    }
    acme.accepted(createGroup("platform", TEN));
    return acme;
  }

  private static ChangeGroup part(ChangeGroup change, int part, int members, int removes) {
    return ChangeGroup.newBuilder(change)
        .setBatch(new Batch(id("batch"), part, 3, members, removes))
        .build();
  }

  private static Effect effect(Acme acme, EffectKind kind, Cause cause, int members, int removed) {
    assertThat(cause.getDecidedAt()).isEqualTo(acme.now());
    return new Effect(cause.getCommand(), kind, id("platform"), members, removed, cause);
  }

  private static Effect at(int second, Cause cause) {
    return new Effect(
        "batch " + second,
        EffectKind.DELETED,
        id("g"),
        3,
        3,
        Cause.newBuilder(cause).setDecidedAt(MORNING.plusSeconds(second)).build());
  }

  private static Cause anyCause() {
    return Acme.with(join("ada")).anyCause();
  }
}

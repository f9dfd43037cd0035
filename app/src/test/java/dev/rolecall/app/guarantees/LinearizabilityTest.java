package dev.rolecall.app.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.app.guarantees.UserModel.Call;
import dev.rolecall.app.guarantees.UserModel.Call.Change;
import dev.rolecall.app.guarantees.UserModel.Call.Create;
import dev.rolecall.app.guarantees.UserModel.Call.Delete;
import dev.rolecall.app.guarantees.UserModel.Call.Read;
import dev.rolecall.app.guarantees.UserModel.Result;
import dev.rolecall.app.guarantees.UserModel.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker of histories is itself checked with histories that are right and that are not. */
class LinearizabilityTest {

  private final List<Operation<Call, Result>> history = new ArrayList<>();

  private LinearizabilityTest did(long from, long to, Call call, int status, Optional<Seen> seen) {
    history.add(new Operation<>("c", call, Optional.of(new Result(status, seen)), from, to));
    return this;
  }

  private LinearizabilityTest created() {
    return did(0, 10, new Create("a", true), 201, seen(1, "a"));
  }

  private LinearizabilityTest changed(long from, long to, String name, long version) {
    return did(from, to, change(name), 200, seen(version, name));
  }

  private LinearizabilityTest maybeChanged(long from, String name) {
    history.add(new Operation<>("c", change(name), Optional.empty(), from, from + 1));
    return this;
  }

  private LinearizabilityTest read(long from, long to, String name, long version) {
    return did(from, to, new Read(), 200, seen(version, name));
  }

  private static Change change(String name) {
    return new Change(Optional.of(name), Optional.empty(), Optional.empty());
  }

  private static Optional<Seen> seen(long version, String name) {
    return Optional.of(new Seen(version, name, true));
  }

  private Optional<String> problem() {
    return Linearizability.problem(new UserModel(), history);
  }

  @Test
  void oneAfterTheOtherIsRight() {
    created().changed(20, 30, "b", 2).read(40, 50, "b", 2);
    assertThat(problem()).isEmpty();
  }

  @Test
  void aReadThatOverlapsAWriteMaySeeEither() {
    created().changed(20, 60, "b", 2).read(30, 40, "a", 1).read(45, 55, "b", 2);
    assertThat(problem()).isEmpty();
  }

  @Test
  void aWriteThatWouldChangeNothingAtFirstMayTakeEffectAfterAnother() {
    created().changed(20, 60, "b", 2).changed(25, 55, "a", 3).read(70, 80, "a", 3);
    assertThat(problem()).isEmpty();
  }

  @Test
  void aMemberWhoIsAddedAgainWhileSomebodyRemovesThemMayStay() {
    List<Operation<GroupModel.Call, GroupModel.Result>> group =
        List.of(
            group(0, 10, new GroupModel.Call.Create(Set.of("ada")), 201),
            group(20, 60, new GroupModel.Call.Change(Set.of(), Set.of("ada")), 204),
            group(25, 55, new GroupModel.Call.Change(Set.of("ada"), Set.of()), 204),
            new Operation<>(
                "c",
                new GroupModel.Call.Read(),
                Optional.of(new GroupModel.Result(200, Optional.of(Set.of("ada")))),
                70,
                80));
    assertThat(Linearizability.problem(new GroupModel(), group)).isEmpty();
  }

  private static Operation<GroupModel.Call, GroupModel.Result> group(
      long from, long to, GroupModel.Call call, int status) {
    return new Operation<>(
        "c", call, Optional.of(new GroupModel.Result(status, Optional.empty())), from, to);
  }

  @Test
  void anAnsweredWriteThatALaterReadDoesNotSeeIsWrong() {
    created().changed(20, 30, "b", 2).read(40, 50, "a", 1);
    assertThat(problem()).isPresent();
  }

  @Test
  void aReadThatGoesBackBehindAnotherReadIsWrong() {
    created().changed(20, 90, "b", 2).read(30, 40, "b", 2).read(50, 60, "a", 1);
    assertThat(problem()).isPresent();
  }

  @Test
  void anAnsweredWriteThatIsAppliedTwiceIsWrong() {
    created().changed(20, 30, "b", 2).changed(40, 50, "c", 3).read(60, 70, "b", 4);
    assertThat(problem()).isPresent();
  }

  @Test
  void anAnsweredWriteThatIsLostIsWrong() {
    created().changed(20, 30, "b", 2).changed(40, 50, "c", 2);
    assertThat(problem()).isPresent();
  }

  @Test
  void whatWasNotAnsweredMayTakeEffectLater() {
    created().maybeChanged(20, "b").read(40, 50, "a", 1).read(60, 70, "b", 2);
    assertThat(problem()).isEmpty();
  }

  @Test
  void whatWasNotAnsweredMayNeverTakeEffect() {
    created().maybeChanged(20, "b").read(40, 50, "a", 1).changed(60, 70, "c", 2);
    assertThat(problem()).isEmpty();
  }

  @Test
  void whatWasNotAnsweredTakesEffectOnce() {
    created()
        .maybeChanged(20, "b")
        .read(40, 50, "b", 2)
        .changed(60, 70, "c", 3)
        .read(80, 90, "b", 4);
    assertThat(problem()).isPresent();
  }

  @Test
  void whatWasNotAnsweredTakesNoEffectBeforeItIsAsked() {
    created().read(12, 14, "b", 2).maybeChanged(20, "b");
    assertThat(problem()).isPresent();
  }

  @Test
  void nobodyIsFoundAfterADeletion() {
    created().did(20, 30, new Delete(), 204, Optional.empty()).read(40, 50, "a", 1);
    assertThat(problem()).isPresent();
  }

  @Test
  void aConditionThatDoesNotHoldChangesNothing() {
    Change stale = new Change(Optional.of("x"), Optional.empty(), Optional.of(1L));
    created().changed(20, 30, "b", 2).did(40, 50, stale, 412, Optional.empty());
    assertThat(problem()).isEmpty();
    did(60, 70, stale, 200, seen(3, "x"));
    assertThat(problem()).isPresent();
  }

  @Test
  void aMemberThatIsLostFromAGroupIsWrong() {
    List<Operation<GroupModel.Call, GroupModel.Result>> group = new ArrayList<>();
    group.add(of(0, new GroupModel.Call.Create(Set.of()), 201, Optional.empty()));
    group.add(of(10, new GroupModel.Call.Change(Set.of("a"), Set.of()), 204, Optional.empty()));
    group.add(of(20, new GroupModel.Call.Change(Set.of("b"), Set.of()), 204, Optional.empty()));
    assertThat(Linearizability.problem(new GroupModel(), group)).isEmpty();
    group.add(of(30, new GroupModel.Call.Read(), 200, Optional.of(Set.of("b"))));
    assertThat(Linearizability.problem(new GroupModel(), group)).isPresent();
  }

  private static Operation<GroupModel.Call, GroupModel.Result> of(
      long at, GroupModel.Call call, int status, Optional<Set<String>> members) {
    return new Operation<>(
        "c", call, Optional.of(new GroupModel.Result(status, members)), at, at + 5);
  }

  /** What a correct register did, as many clients at once saw it. */
  @Test
  void aLongHistoryOfManyClientsIsDecidedAndItsForgeryIsFound() {
    Random random = new Random(7);
    created();
    long version = 1;
    String name = "a";
    for (int i = 1; i <= 400; i++) {
      // It took effect at 100 i; requests overlap some eight others.
      long effect = 100L * i;
      long from = Math.max(11, effect - random.nextInt(400));
      long to = effect + random.nextInt(400);
      switch (random.nextInt(40)) {
        case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 -> {
          name = "n" + i;
          changed(from, to, name, ++version);
        }
        case 10 -> maybeChanged(from, "never" + i);
        default -> read(from, to, name, version);
      }
    }
    assertThat(problem()).isEmpty();
    read(99_000, 99_001, "n1", version);
    assertThat(problem()).isPresent();
  }
}

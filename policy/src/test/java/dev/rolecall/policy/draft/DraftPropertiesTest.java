package dev.rolecall.policy.draft;

import static dev.rolecall.policy.draft.Town.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.Policy;
import dev.rolecall.policy.ResolvedGrant;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.safety.TemporaryLimits;
import dev.rolecall.policy.safety.TemporaryLimits.Required;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for the draft of any company: seeded random ones stand for them. */
class DraftPropertiesTest {
  private static final int ROUNDS = Integer.getInteger("rolecall.drafts", 300);

  private record Round(long seed, List<Person> people, PolicyDraft draft, ToolShape shape) {

    static Round of(long seed) {
      Random random = new Random(seed);
      ToolShape shape = random.nextBoolean() ? Town.GITLAB_SHAPE : Town.JENKINS_SHAPE;
      List<Person> people = RandomTown.people(random, shape);
      Terms terms =
          Terms.defaults("draft", NOW).withShare(60 + random.nextInt(41), random.nextInt(6));
      terms =
          switch (random.nextInt(4)) {
            case 0 ->
                terms.withLimits(
                    new TemporaryLimits(Duration.ofDays(365), Set.of(Required.TICKET), true));
            case 1 -> terms.withRoom(2_000 + random.nextInt(8_000));
            default -> terms;
          };
      return new Round(seed, people, Drafter.draft(shape.type(), shape, people, terms), shape);
    }

    /** How high a person is in each slot by these cells. */
    Map<String, Integer> heights(List<Cell> cells) {
      Map<String, Integer> heights = new HashMap<>();
      for (Cell cell : cells) {
        int rank = shape.scopes().getLast().roles().indexOf(cell.role());
        boolean ladder = shape.equals(Town.GITLAB_SHAPE);
        heights.merge(
            ladder ? cell.scope() : cell.scope() + " " + cell.role(),
            !ladder ? 1 : rank < 0 ? 100 : rank,
            Math::max);
      }
      return heights;
    }
  }

  private static List<Cell> resolved(Policy policy, Round round, Person person) {
    return Town.resolved(policy, round.shape().type(), person, NOW).stream()
        .map((ResolvedGrant grant) -> new Cell(grant.scope(), grant.role()))
        .toList();
  }

  private static Set<String> leftOver(Round round, Person person) {
    Set<String> slots = new HashSet<>();
    for (LeftOver left : round.draft().leftOver()) {
      if (left.person().equals(person.id())) {
        slots.addAll(round.heights(List.of(left.cell())).keySet());
      }
    }
    return slots;
  }

  @Test
  void nothingIsTakenButWhatIsListedAsLeftOverAndNobodyIsLowered() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Round round = Round.of(seed);
      if (round.draft().files().isEmpty()) {
        continue;
      }
      Policy policy = Town.load(round.draft(), round.shape());
      for (Person person : round.people()) {
        Map<String, Integer> before = round.heights(person.holds());
        Map<String, Integer> inForce = round.heights(person.given());
        Map<String, Integer> after = round.heights(resolved(policy, round, person));
        Set<String> left = leftOver(round, person);
        before.forEach((slot, height) -> {
          int now = Math.max(after.getOrDefault(slot, -1), inForce.getOrDefault(slot, -1));
          assertThat(now >= height || left.contains(slot))
              .as("seed %s: %s has %s in %s", round.seed(), person.id(), now, slot)
              .isTrue();
          assertThat(
                  after.getOrDefault(slot, height) >= height
                      || inForce.getOrDefault(slot, -1) >= height)
              .as("seed %s: %s is lowered in %s", round.seed(), person.id(), slot)
              .isTrue();
        });
      }
    }
  }

  @Test
  void theNumbersOfADraftAreWhatResolvingEverybodyComesTo() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Round round = Round.of(seed);
      PolicyDraft.Coverage coverage = round.draft().coverage();
      Optional<Policy> policy =
          Optional.of(round.draft())
              .filter(draft -> !draft.files().isEmpty())
              .map(draft -> Town.load(draft, round.shape()));
      int observed = 0;
      int gained = 0;
      int gaining = 0;
      for (Person person : round.people()) {
        Map<String, Integer> before = round.heights(person.holds());
        observed += before.size();
        round
            .heights(person.given())
            .forEach((slot, height) -> before.merge(slot, height, Math::max));
        if (policy.isPresent()) {
          int more = 0;
          for (Map.Entry<String, Integer> each :
              round.heights(resolved(policy.get(), round, person)).entrySet()) {
            more += each.getValue() > before.getOrDefault(each.getKey(), -1) ? 1 : 0;
          }
          gained += more;
          gaining += more > 0 ? 1 : 0;
        }
      }
      assertThat(List.of(coverage.observed(), coverage.gaining(), coverage.gained()))
          .as("seed %s", seed)
          .containsExactly(observed, gaining, gained);
      assertThat(
              coverage.inForce()
                  + coverage.byRules()
                  + coverage.byExceptions()
                  + coverage.leftOver())
          .as("seed %s", seed)
          .isEqualTo(observed);
      assertThat(round.draft().rules().stream().mapToInt(ProposedRule::explains).sum())
          .as("seed %s", seed)
          .isEqualTo(coverage.byRules());
    }
  }

  @Test
  void aDraftOfWhatADraftGivesHasNothingToSay() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Round round = Round.of(seed);
      if (round.draft().files().isEmpty() || !round.draft().leftOver().isEmpty()) {
        continue;
      }
      Policy policy = Town.load(round.draft(), round.shape());
      List<Person> governed =
          round.people().stream()
              .map(person ->
                  new Person(
                      person.id(),
                      person.userName(),
                      person.active(),
                      person.groups(),
                      person.holds(),
                      java.util.stream.Stream.concat(
                              person.given().stream(), resolved(policy, round, person).stream())
                          .toList()))
              .toList();
      PolicyDraft again =
          Drafter.draft(round.shape().type(), round.shape(), governed, Terms.defaults("more", NOW));
      assertThat(again.files()).as("seed %s", seed).isEmpty();
    }
  }
}

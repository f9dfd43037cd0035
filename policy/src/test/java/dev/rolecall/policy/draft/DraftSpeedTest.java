package dev.rolecall.policy.draft;

import static dev.rolecall.policy.draft.Town.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.safety.TemporaryLimits;
import dev.rolecall.policy.safety.TemporaryLimits.Required;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A company as large as one that has never had a policy. */
class DraftSpeedTest {
  private static final int PEOPLE = 3_000;
  private static final int TEAMS = 150;
  private static final int GRANTS = 8_000;

  /** Far more than it takes, for a machine that is busy with something else. */
  @Test
  @Timeout(20)
  void threeThousandPeopleWithEightThousandRolesAreDraftedInASecondOrTwo() {
    List<Person> people = people(new Random(2026));
    assertThat(people.stream().mapToInt(person -> person.holds().size()).sum())
        .isGreaterThanOrEqualTo(GRANTS);
    long start = System.nanoTime();
    PolicyDraft draft =
        Drafter.draft("gitlab", Town.GITLAB_SHAPE, people, Terms.defaults("draft", NOW));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).isLessThan(Duration.ofSeconds(10));
    assertThat(draft.coverage().byRules()).isGreaterThan(GRANTS * 9 / 10);
    assertThat(draft.rules().size()).isLessThan(TEAMS);
    assertThat(draft.leftOver()).isEmpty();
    Town.load(draft, Town.GITLAB_SHAPE);
  }

  /** Each lead of the teams without a convention has a role that nothing explains. */
  @Test
  @Timeout(20)
  void soTheyAreWhenExceptionsAreForbiddenAndHundredsOfPeopleMustNotBeLowered() {
    List<Person> people = people(new Random(2026));
    TemporaryLimits strict =
        new TemporaryLimits(Duration.ofDays(14), Set.of(Required.APPROVED_BY), false);
    PolicyDraft draft =
        Drafter.draft(
            "gitlab",
            Town.GITLAB_SHAPE,
            people,
            Terms.defaults("draft", NOW).withShare(80, 5).withLimits(strict));
    assertThat(draft.exceptions()).isEmpty();
    assertThat(draft.leftOver().size()).isGreaterThan(300);
    assertThat(draft.rules()).anyMatch(rule -> !rule.excepted().isEmpty());
    Town.load(draft, Town.GITLAB_SHAPE);
  }

  /** Half of the teams by a convention, half by a group of their own; one role in 40 by hand. */
  private static List<Person> people(Random random) {
    List<Person> people = new ArrayList<>();
    int grants = 0;
    for (int i = 0; i < PEOPLE; i++) {
      List<String> groups = new ArrayList<>(List.of("everybody", "floor-" + i % 9));
      List<String> holds = new ArrayList<>(List.of("acme=guest"));
      for (int team = 0; team < 2 || (i == PEOPLE - 1 && grants < GRANTS); team++) {
        int number = (i + team * 977) % TEAMS;
        boolean lead = random.nextInt(8) == 0;
        String scope = "area" + number % 7 + "/team" + number;
        if (number % 2 == 0) {
          groups.add("gitlab:" + scope + (lead ? ":maintainer" : ":developer"));
          holds.add(scope + (lead ? "=maintainer" : "=developer"));
        } else {
          groups.add("The people of team " + number);
          holds.add(scope + (lead ? "=maintainer" : "=developer"));
        }
        grants++;
      }
      if (random.nextInt(20) == 0) {
        holds.add("sandbox/p" + i + "=owner");
      }
      people.add(
          new Person(
              "p" + i,
              "p" + i + "@acme.example",
              true,
              Town.groups(groups),
              Town.cells(holds.toArray(String[]::new)),
              List.of()));
    }
    return people;
  }
}

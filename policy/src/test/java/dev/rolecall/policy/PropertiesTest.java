package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.NOW;
import static dev.rolecall.policy.Acme.group;
import static dev.rolecall.policy.Randoms.described;
import static dev.rolecall.policy.Randoms.policy;
import static dev.rolecall.policy.Randoms.rules;
import static dev.rolecall.policy.Randoms.shuffled;
import static dev.rolecall.policy.Randoms.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds for any policy and anybody: seeded random ones stand for them. */
class PropertiesTest {
  private static final int ROUNDS = 30;

  @Test
  void theOrderOfRulesFilesAndGroupsNeverChangesAGrant() {
    Random random = new Random(20260901);
    for (int round = 0; round < ROUNDS; round++) {
      List<Randoms.RuleText> rules = rules(random, 24);
      Policy first = policy(rules, 3);
      Collections.shuffle(rules, random);
      Policy second = policy(rules, 3);
      for (int i = 0; i < 20; i++) {
        Subject subject = subject(random);
        assertThat(described(second, shuffled(subject, random)))
            .isEqualTo(described(first, subject))
            .isEqualTo(described(first, subject));
      }
    }
  }

  @Test
  void moreRulesNeverTakeAGrantAway() {
    Random random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      List<Randoms.RuleText> rules = rules(random, 16);
      Policy few = policy(rules.subList(0, 8), 1);
      Policy all = policy(rules, 1);
      Subject subject = subject(random);
      Resolution.resolve(subject, few, NOW)
          .forEach((tool, grants) -> {
            List<ResolvedGrant> more = Resolution.resolve(subject, all, NOW).get(tool);
            assertThat(more)
                .extracting(ResolvedGrant::scope)
                .containsAll(grants.stream().map(ResolvedGrant::scope).toList());
          });
    }
  }

  @Test
  void theOrderOfCapsDeniesSeparationsAndTemporaryGrantsNeverChangesAGrant() {
    Random random = new Random(20261122);
    for (int round = 0; round < ROUNDS; round++) {
      Randoms.Bundle bundle = Randoms.Bundle.random(random);
      Policy first = bundle.policy();
      Policy second = bundle.shuffled(random).policy();
      for (int i = 0; i < 20; i++) {
        Subject subject = subject(random);
        assertThat(described(second, shuffled(subject, random)))
            .isEqualTo(described(first, subject));
      }
    }
  }

  @Test
  void aDenyIsNeverOutranked() {
    Random random = new Random(99);
    for (int round = 0; round < ROUNDS; round++) {
      Randoms.Bundle bundle = Randoms.Bundle.random(random);
      Policy all = bundle.and("denies", "{ id: hold, groups: held, from: all-tools }").policy();
      Policy folder =
          bundle
              .and("denies", "{ id: hold, groups: held, from: { jenkins: ['folder:f1'] } }")
              .policy();
      for (int i = 0; i < 20; i++) {
        Subject held = with(subject(random), group("held"));
        assertThat(Resolution.resolve(held, all, NOW).values()).allMatch(List::isEmpty);
        assertThat(Resolution.resolve(held, folder, NOW).get("jenkins"))
            .noneMatch(grant -> grant.scope().equals("folder:f1"));
      }
    }
  }

  @Test
  void addingACapOrADenyNeverAddsAGrant() {
    Random random = new Random(5);
    for (int round = 0; round < ROUNDS; round++) {
      Randoms.Bundle bundle = Randoms.Bundle.random(random);
      Policy before = bundle.policy();
      for (String section : List.of("caps", "denies")) {
        Policy after = bundle.and(section, Randoms.Bundle.one(section, "new", random)).policy();
        for (int i = 0; i < 20; i++) {
          Subject subject = subject(random);
          assertThat(heights(after, subject))
              .allSatisfy((cell, height) ->
                  assertThat(height).isLessThanOrEqualTo(heights(before, subject).get(cell)));
        }
      }
    }
  }

  /** How high the person stands in each cell; a role of a set is a cell of its own. */
  private static Map<String, Integer> heights(Policy policy, Subject subject) {
    Map<String, Integer> heights = new TreeMap<>();
    Resolution.resolve(subject, policy, NOW)
        .forEach((tool, grants) ->
            grants.forEach(grant -> {
              int rank = Acme.GITLAB.scopes().getFirst().roles().indexOf(grant.role());
              boolean ladder = tool.equals("gitlab");
              heights.put(
                  tool + " " + grant.scope() + (ladder ? "" : " " + grant.role()),
                  ladder ? rank : 0);
            }));
    return heights;
  }

  private static Subject with(Subject subject, GroupMembership group) {
    List<GroupMembership> groups = new ArrayList<>(subject.groups());
    groups.add(group);
    return new Subject("acme", "x", true, subject.attributes(), groups);
  }

  @Test
  void nobodyInactiveEverHoldsAnything() {
    Random random = new Random(7);
    Policy policy = policy(rules(random, 40), 2);
    for (int i = 0; i < 50; i++) {
      Subject subject = subject(random);
      Subject leaver = new Subject("acme", "x", false, subject.attributes(), subject.groups());
      assertThat(Resolution.resolve(leaver, policy, NOW).values())
          .hasSize(MANY.byName().size())
          .allMatch(List::isEmpty);
    }
  }

  @Test
  void whatAPersonCostsGrowsWithTheirGroupsAndNotWithTheRules() {
    Subject subject =
        Acme.person("ana").in("g1", "conv1:web:guest").with("department", "Sales").subject();
    assertThat(looked(100, subject)).isEqualTo(looked(1_000, subject)).isEqualTo(5);
  }

  /** 2 selectors are tried, and 3 rules: those two, and the one for the department. */
  private static int looked(int count, Subject subject) {
    List<Randoms.RuleText> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String grant = "grant: { gitlab: { web: guest } } }";
      rules.add(new Randoms.RuleText("l" + i, "{ id: l" + i + ", groups: g" + i + ", " + grant));
      rules.add(
          new Randoms.RuleText(
              "t" + i, "{ id: t" + i + ", groups: 'conv" + i + ":{s}:{r=guest|owner}', " + grant));
      rules.add(new Randoms.RuleText("a" + i, "{ id: a" + i + ", all-groups: [h" + i + ", g1], " + grant));
      String department = i == 0 ? "Sales" : "department " + i;
      rules.add(
          new Randoms.RuleText(
              "w" + i, "{ id: w" + i + ", where: { department: " + department + " }, " + grant));
    }
    return Resolution.explain(subject, policy(rules, 1), NOW).looked();
  }
}

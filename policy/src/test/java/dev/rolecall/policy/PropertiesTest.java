package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.NOW;
import static dev.rolecall.policy.Acme.file;
import static dev.rolecall.policy.Acme.group;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for any policy and anybody: seeded random ones stand for them. */
class PropertiesTest {
  private static final int ROUNDS = 30;
  private static final List<String> DEPARTMENTS = List.of("", "Engineering", "Sales", "Legal");

  private record RuleText(String id, String yaml) {}

  @Test
  void theOrderOfRulesFilesAndGroupsNeverChangesAGrant() {
    Random random = new Random(20260901);
    for (int round = 0; round < ROUNDS; round++) {
      List<RuleText> rules = rules(random, 24);
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
      List<RuleText> rules = rules(random, 16);
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
    List<RuleText> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String grant = "grant: { gitlab: { web: guest } } }";
      rules.add(new RuleText("l" + i, "{ id: l" + i + ", groups: g" + i + ", " + grant));
      rules.add(
          new RuleText(
              "t" + i, "{ id: t" + i + ", groups: 'conv" + i + ":{s}:{r=guest|owner}', " + grant));
      rules.add(new RuleText("a" + i, "{ id: a" + i + ", all-groups: [h" + i + ", g1], " + grant));
      String department = i == 0 ? "Sales" : "department " + i;
      rules.add(
          new RuleText(
              "w" + i, "{ id: w" + i + ", where: { department: " + department + " }, " + grant));
    }
    return Resolution.explain(subject, policy(rules, 1), NOW).looked();
  }

  private static List<RuleText> rules(Random random, int count) {
    List<RuleText> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "r" + i;
      rules.add(new RuleText(id, "{ id: " + id + ", " + selection(random) + ", " + grant(random)));
    }
    return rules;
  }

  private static String selection(Random random) {
    String department = DEPARTMENTS.get(1 + random.nextInt(3));
    return switch (random.nextInt(6)) {
      case 0 -> "groups: g" + random.nextInt(8);
      case 1 -> "groups: [g" + random.nextInt(8) + ", g" + random.nextInt(8) + "]";
      case 2 -> "groups: 'c:{scope}:{role=guest|owner}'";
      case 3 -> "all-groups: [g" + random.nextInt(8) + ", g" + random.nextInt(8) + "]";
      case 4 -> "where: { department: " + department + " }";
      case 5 ->
          "groups: g"
              + random.nextInt(8)
              + ", when: 'user.department != \""
              + department
              + "\"'"
              + ", except: { groups: g"
              + random.nextInt(8)
              + " }";
      default -> throw new AssertionError();
    };
  }

  private static String grant(Random random) {
    List<String> ladder = Acme.GITLAB.scopes().getFirst().roles();
    List<String> folder = Acme.JENKINS.scopes().getLast().roles();
    return "grant: { gitlab: { s"
        + random.nextInt(3)
        + ": "
        + any(ladder, random)
        + " }, jenkins: { 'folder:f"
        + random.nextInt(3)
        + "': "
        + any(folder, random)
        + " } } }";
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static Policy policy(List<RuleText> rules, int files) {
    List<StringBuilder> contents =
        IntStream.range(0, files)
            .mapToObj(i -> new StringBuilder("version: 1\npolicy: p" + i + "\nrules:\n"))
            .toList();
    for (int i = 0; i < rules.size(); i++) {
      contents.get(i % files).append("  - ").append(rules.get(i).yaml()).append('\n');
    }
    return usable(
        MANY,
        IntStream.range(0, files)
            .mapToObj(i -> file("f" + i + ".yaml", contents.get(i).toString()))
            .toArray(PolicyFile[]::new));
  }

  private static Subject subject(Random random) {
    List<GroupMembership> groups = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      if (random.nextBoolean()) {
        groups.add(group("g" + i));
      }
    }
    groups.add(group("c:s" + random.nextInt(3) + ":owner"));
    TreeMap<String, Object> attributes = new TreeMap<>();
    attributes.put("department", any(DEPARTMENTS, random));
    return new Subject("acme", "x", true, attributes, groups);
  }

  private static Subject shuffled(Subject subject, Random random) {
    List<GroupMembership> groups = new ArrayList<>(subject.groups());
    Collections.shuffle(groups, random);
    return new Subject("acme", "x", true, subject.attributes(), groups);
  }

  /** Places of rules move with their order; everything else stays. */
  private static List<String> described(Policy policy, Subject subject) {
    List<String> described = new ArrayList<>();
    Resolution.resolve(subject, policy, NOW)
        .forEach((tool, grants) ->
            grants.forEach(grant ->
                described.add(
                    tool
                        + " "
                        + grant.scope()
                        + " "
                        + grant.role()
                        + " "
                        + grant.reasons().stream()
                            .map(r -> r.rule() + "/" + (r.group() == null ? "" : r.group().name()))
                            .sorted()
                            .toList())));
    return described;
  }
}

package dev.rolecall.bench;

import dev.rolecall.policy.GroupMembership;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.Resolution;
import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.Subject;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Resolution of a whole company on one thread: 100,000 people in 20 groups each against 500 rules,
 * 400 of them for one group, 100 for a convention, 50 of those with a condition.
 */
final class Resolving {
  static final String ALL = "resolve 100,000 people x 500 rules, 20 groups each, 1 thread";
  static final String MORE_RULES = "the same people, 500 more rules that are not about them";

  private static final int PEOPLE = 100_000;
  private static final int LITERAL = 400;
  private static final int CONVENTIONS = 100;
  private static final int WITH_CONDITION = 50;
  private static final int GROUPS_OF_LITERALS = 14;
  private static final int GROUPS_OF_CONVENTIONS = 6;
  private static final int SCOPES = 200;

  /** People for what is compared by ratio, resolved often enough to be warm. */
  private static final int SAMPLE = 10_000;

  private static final int ROUNDS = 7;
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");

  private static final Tools TOOLS =
      new Tools(
          Map.of(
              "gitlab",
              new ToolShape(
                  "gitlab",
                  List.of(
                      new ScopeShape(
                          "group or project",
                          "{**}",
                          RoleKind.LADDER,
                          List.of("guest", "reporter", "developer", "maintainer", "owner"))))));

  private Resolving() {}

  static List<Figure> run() {
    List<Subject> people = people(PEOPLE);
    Policy policy = policy(0);
    resolveSome(people.subList(0, SAMPLE), policy);
    long start = System.nanoTime();
    resolveSome(people, policy);
    double seconds = (System.nanoTime() - start) / 1e9;
    return List.of(
        Figure.of(ALL).with(Measure.SECONDS, seconds).with(Measure.RATE, PEOPLE / seconds),
        Figure.of(MORE_RULES)
            .with(
                Measure.TIMES_SECONDS,
                compare(people.subList(0, SAMPLE), policy, policy(LITERAL + CONVENTIONS))));
  }

  /** The same people with twice the rules, none of which is more about them: in turns, medians. */
  private static double compare(List<Subject> people, Policy few, Policy many) {
    List<Duration> withFew = new ArrayList<>();
    List<Duration> withMany = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      withFew.add(time(people, few));
      withMany.add(time(people, many));
    }
    return Times.of(withMany).percentile(0.5) / Times.of(withFew).percentile(0.5);
  }

  private static void resolveSome(List<Subject> people, Policy policy) {
    if (resolve(people, policy) == 0) {
      throw new IllegalStateException("nobody has anything: nothing would be measured");
    }
  }

  /** Of the processor, so that what else the machine does is left out. */
  private static Duration time(List<Subject> people, Policy policy) {
    long start = THREAD.getCurrentThreadCpuTime();
    resolveSome(people, policy);
    return Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - start);
  }

  private static long resolve(List<Subject> people, Policy policy) {
    long grants = 0;
    for (Subject person : people) {
      for (var tool : Resolution.resolve(person, policy, NOW).values()) {
        grants += tool.size();
      }
    }
    return grants;
  }

  /**
   * The policy of the company.
   *
   * @param strange rules for groups that nobody is in, a fifth of them for conventions
   */
  private static Policy policy(int strange) {
    StringBuilder text = new StringBuilder("version: 1\npolicy: bench\nrules:\n");
    for (int i = 0; i < LITERAL; i++) {
      rule(text, "literal-" + i, "groups: team-" + i, "scope-" + i % SCOPES, "developer");
    }
    for (int i = 0; i < CONVENTIONS; i++) {
      String condition = i < WITH_CONDITION ? "\n    when: user.userType == \"employee\"" : "";
      String groups = "groups: \"unit-" + i + ":{scope/**}:{role=guest|reporter|maintainer}\"";
      rule(text, "convention-" + i, groups + condition, "{scope}", "{role}");
    }
    for (int i = 0; i < strange; i++) {
      String groups =
          i % 5 == 0 ? "\"stranger-" + i + ":{scope}:{role=guest|owner}\"" : "strangers-" + i;
      rule(text, "strange-" + i, "groups: " + groups, "elsewhere", "guest");
    }
    return switch (Policies.load(List.of(new PolicyFile("bench.yaml", text.toString())), TOOLS)) {
      case Loaded.Usable usable -> usable.policy();
      case Loaded.Broken broken -> throw new IllegalStateException(broken.problems().toString());
    };
  }

  private static void rule(
      StringBuilder text, String id, String selection, String scope, String role) {
    text.append("  - id: ").append(id).append("\n    ").append(selection);
    text.append("\n    grant: { gitlab: { \"%s\": \"%s\" } }\n".formatted(scope, role));
  }

  private static List<Subject> people(int count) {
    Random random = new Random(1);
    List<Subject> people = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<GroupMembership> groups = new ArrayList<>();
      int first = random.nextInt(LITERAL);
      for (int g = 0; g < GROUPS_OF_LITERALS; g++) {
        groups.add(group("team-" + (first + g) % LITERAL));
      }
      int unit = random.nextInt(CONVENTIONS);
      for (int g = 0; g < GROUPS_OF_CONVENTIONS; g++) {
        String scope = "acme/scope-" + random.nextInt(SCOPES);
        // Every second group belongs to a rule with a condition.
        int of = (unit + g * (CONVENTIONS / 2)) % CONVENTIONS;
        groups.add(group("unit-" + of + ":" + scope + g + ":maintainer"));
      }
      TreeMap<String, Object> attributes = new TreeMap<>();
      attributes.put("userName", "person-" + i);
      attributes.put("userType", i % 4 == 0 ? "contractor" : "employee");
      people.add(new Subject("bench", "id-" + i, true, attributes, groups));
    }
    return people;
  }

  private static GroupMembership group(String name) {
    return new GroupMembership("id-of-" + name, name, null, NOW);
  }
}

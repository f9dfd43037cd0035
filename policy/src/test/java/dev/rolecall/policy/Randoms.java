package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.NOW;
import static dev.rolecall.policy.Acme.group;
import static dev.rolecall.policy.Acme.usable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Policies and people made by a seeded random. */
final class Randoms {
  private static final List<String> DEPARTMENTS = List.of("", "Engineering", "Sales", "Legal");

  private Randoms() {}

  record RuleText(String id, String yaml) {}

  /** Sections with their items; each section may be anywhere in any file. */
  record Bundle(TreeMap<String, List<String>> sections) {

    static Bundle random(Random random) {
      TreeMap<String, List<String>> sections = new TreeMap<>();
      sections.put(
          "rules", new ArrayList<>(rules(random, 16).stream().map(RuleText::yaml).toList()));
      for (String section : List.of("caps", "denies", "separate", "temporary")) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          items.add(one(section, section + i, random));
        }
        sections.put(section, items);
      }
      return new Bundle(sections);
    }

    static String one(String section, String id, Random random) {
      String role = any(Acme.GITLAB.scopes().getFirst().roles(), random);
      String build = any(Acme.JENKINS.scopes().getLast().roles(), random);
      String group = "g" + random.nextInt(8);
      return switch (section) {
        case "caps" ->
            random.nextBoolean()
                ? "{ id: %s, groups: %s, max: { gitlab: %s, jenkins: [%s] } }"
                    .formatted(id, group, role, build)
                : "{ id: %s, groups: %s, max: { gitlab: { 's*': %s } } }"
                    .formatted(id, group, role);
        case "denies" ->
            "{ id: %s, groups: %s, from: { gitlab: [s%d] } }"
                .formatted(id, group, random.nextInt(3));
        case "separate" ->
            ("{ id: %s, between: [{ gitlab: { 's{n}': [%s] } }, { jenkins: { 'folder:f{n}': [%s] }"
                    + " }], on-conflict: %s }")
                .formatted(
                    id,
                    role,
                    build,
                    any(List.of("withhold-second", "withhold-both", "alert"), random));
        case "temporary" ->
            ("{ id: %s, user: x, from: 2026-08-31T00:00:00Z, until: 2026-09-0%dT00:00:00Z, grant: {"
                    + " gitlab: { s1: %s } } }")
                .formatted(id, 1 + random.nextInt(3), role);
        default -> throw new AssertionError(section);
      };
    }

    Bundle and(String section, String item) {
      TreeMap<String, List<String>> more = copy();
      more.computeIfAbsent(section, absent -> new ArrayList<>()).add(item);
      return new Bundle(more);
    }

    Bundle shuffled(Random random) {
      TreeMap<String, List<String>> other = copy();
      other.values().forEach(items -> Collections.shuffle(items, random));
      return new Bundle(other);
    }

    private TreeMap<String, List<String>> copy() {
      TreeMap<String, List<String>> copy = new TreeMap<>();
      sections.forEach((section, items) -> copy.put(section, new ArrayList<>(items)));
      return copy;
    }

    Policy policy() {
      List<PolicyFile> files = new ArrayList<>();
      for (int file = 0; file < 2; file++) {
        StringBuilder text = new StringBuilder("version: 1\npolicy: p" + file + "\n");
        for (var section : sections.entrySet()) {
          text.append(section.getKey()).append(":\n");
          for (int i = file; i < section.getValue().size(); i += 2) {
            text.append("  - ").append(section.getValue().get(i)).append('\n');
          }
          if (section.getValue().size() <= file) {
            text.append("  []\n");
          }
        }
        files.add(Acme.file("f" + file + ".yaml", text.toString()));
      }
      return usable(MANY, files.toArray(PolicyFile[]::new));
    }
  }

  static List<RuleText> rules(Random random, int count) {
    List<RuleText> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "r" + i;
      rules.add(new RuleText(id, "{ id: " + id + ", " + selection(random) + ", " + grant(random)));
    }
    return rules;
  }

  static String selection(Random random) {
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

  static String grant(Random random) {
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

  static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  static Policy policy(List<RuleText> rules, int files) {
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
            .mapToObj(i -> Acme.file("f" + i + ".yaml", contents.get(i).toString()))
            .toArray(PolicyFile[]::new));
  }

  static Subject subject(Random random) {
    List<GroupMembership> groups = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      if (random.nextBoolean()) {
        groups.add(group("g" + i));
      }
    }
    groups.add(group("c:s" + random.nextInt(3) + ":owner"));
    TreeMap<String, Object> attributes = new TreeMap<>();
    attributes.put("department", any(DEPARTMENTS, random));
    attributes.put("userName", random.nextBoolean() ? "x" : "y");
    return new Subject("acme", "x", true, attributes, groups);
  }

  static Subject shuffled(Subject subject, Random random) {
    List<GroupMembership> groups = new ArrayList<>(subject.groups());
    Collections.shuffle(groups, random);
    return new Subject("acme", "x", true, subject.attributes(), groups);
  }

  /** Places of rules move with their order; everything else stays. */
  static List<String> described(Policy policy, Subject subject) {
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

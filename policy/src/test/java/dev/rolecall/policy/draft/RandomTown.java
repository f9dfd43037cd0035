package dev.rolecall.policy.draft;

import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Companies made by a seeded random: conventions kept and broken, teams, loners and leavers. */
final class RandomTown {

  private static final List<String> NAMES =
      List.of("web", "data", "pay", "pay/core", "Web", "ops-eu", "data/lake/raw", "x");

  private static final List<String> WORDS = List.of("dev", "lead", "guest", "ro", "Owner");

  private static final List<String> PATTERNS =
      List.of("gitlab:%s:%s", "gl-%s-%s", "%2$s %1$s", "%s", "team %s", "{%s}", "%s/%s \"q\"");

  private RandomTown() {}

  static List<Person> people(Random random, ToolShape shape) {
    int size = 1 + random.nextInt(60);
    List<String> groups = new ArrayList<>();
    List<Cell> gives = new ArrayList<>();
    String pattern = any(PATTERNS, random);
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      String name = any(NAMES, random);
      String word = any(WORDS, random);
      groups.add((random.nextInt(5) == 0 ? any(PATTERNS, random) : pattern).formatted(name, word));
      gives.add(random.nextInt(3) == 0 ? cell(shape, random) : spelt(shape, name, word));
    }
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      people.add(person(i, groups, gives, shape, random));
    }
    return people;
  }

  private static Person person(
      int number, List<String> groups, List<Cell> gives, ToolShape shape, Random random) {
    List<Group> in = new ArrayList<>();
    Set<Cell> holds = new LinkedHashSet<>();
    Set<Cell> given = new LinkedHashSet<>();
    for (int group = 0; group < groups.size(); group++) {
      if (random.nextInt(3) == 0) {
        in.add(new Group("id-" + group, groups.get(group)));
        if (random.nextInt(20) != 0) {
          holds.add(gives.get(group));
        }
        if (random.nextInt(10) == 0) {
          given.add(gives.get(group));
        }
      }
    }
    for (int i = random.nextInt(3); i > 1; i--) {
      holds.add(cell(shape, random));
    }
    if (random.nextInt(10) == 0) {
      given.add(cell(shape, random));
    }
    if (random.nextInt(40) == 0) {
      holds.add(new Cell("no such/{scope}", "emperor"));
    }
    String userName =
        switch (random.nextInt(25)) {
          case 0 -> "";
          case 1 -> "Same@acme.example";
          default -> "p" + number + "@acme.example";
        };
    return new Person(
        "p" + number,
        userName,
        random.nextInt(15) != 0,
        in,
        List.copyOf(holds),
        List.copyOf(given));
  }

  private static Cell spelt(ToolShape shape, String name, String word) {
    ScopeShape scope = shape.scopes().getLast();
    List<String> roles = scope.roles();
    return new Cell(
        scope.pattern().replace("{**}", name), roles.get(WORDS.indexOf(word) % roles.size()));
  }

  private static Cell cell(ToolShape shape, Random random) {
    ScopeShape scope = any(shape.scopes(), random);
    String role = any(scope.roles(), random);
    boolean odd = scope.kind() == RoleKind.LADDER && random.nextInt(30) == 0;
    return new Cell(scope.pattern().replace("{**}", any(NAMES, random)), odd ? "emperor" : role);
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}

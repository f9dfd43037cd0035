package dev.rolecall.policy.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.GroupMembership;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.Resolution;
import dev.rolecall.policy.ResolvedGrant;
import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.Subject;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** People in the making, and what a draft comes to when it is in force. */
final class Town {
  static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");
  static final String GITLAB = "gitlab";
  static final String JENKINS = "jenkins";
  static final List<String> LADDER =
      List.of("guest", "reporter", "developer", "maintainer", "owner");

  static final ToolShape GITLAB_SHAPE =
      new ToolShape(
          "gitlab", List.of(new ScopeShape("group or project", "{**}", RoleKind.LADDER, LADDER)));

  static final ToolShape JENKINS_SHAPE =
      new ToolShape(
          "jenkins",
          List.of(
              new ScopeShape("everything", "global", RoleKind.SET, List.of("read", "administer")),
              new ScopeShape(
                  "folder",
                  "folder:{**}",
                  RoleKind.SET,
                  List.of("read", "build", "configure", "deploy"))));

  private final SortedMap<String, Person> people = new TreeMap<>();

  /** Somebody active; {@code holds} as {@code scope=role}. */
  Town person(String name, List<String> groups, String... holds) {
    return add(
        new Person(name, name + "@acme.example", true, groups(groups), cells(holds), List.of()));
  }

  Town add(Person person) {
    people.put(person.id(), person);
    return this;
  }

  /** So many people with the same groups and roles. */
  Town team(String prefix, int size, List<String> groups, String... holds) {
    for (int i = 0; i < size; i++) {
      person("%s%03d".formatted(prefix, i), groups, holds);
    }
    return this;
  }

  static List<Group> groups(List<String> names) {
    return names.stream().map(name -> new Group("id-of-" + name, name)).toList();
  }

  static List<Cell> cells(String... written) {
    List<Cell> cells = new ArrayList<>();
    for (String each : written) {
      int equals = each.lastIndexOf('=');
      cells.add(new Cell(each.substring(0, equals), each.substring(equals + 1)));
    }
    return cells;
  }

  List<Person> people() {
    return List.copyOf(people.values());
  }

  PolicyDraft gitlab(Terms terms) {
    return Drafter.draft(GITLAB, GITLAB_SHAPE, people(), terms);
  }

  PolicyDraft gitlab() {
    return gitlab(terms());
  }

  PolicyDraft jenkins() {
    return Drafter.draft(JENKINS, JENKINS_SHAPE, people(), terms());
  }

  static Terms terms() {
    return Terms.defaults("draft-gitlab", NOW);
  }

  /** What the drafted files give a person at a moment, as {@code scope=role}. */
  static List<String> given(Policy policy, String tool, Person person, Instant at) {
    return resolved(policy, tool, person, at).stream()
        .map(grant -> grant.scope() + "=" + grant.role())
        .toList();
  }

  static List<ResolvedGrant> resolved(Policy policy, String tool, Person person, Instant at) {
    TreeMap<String, Object> attributes = new TreeMap<>(Map.of("userName", person.userName()));
    List<GroupMembership> groups =
        person.groups().stream()
            .map(group -> new GroupMembership(group.id(), group.name(), null, NOW))
            .toList();
    Subject subject = new Subject("acme", person.id(), person.active(), attributes, groups);
    return Resolution.resolve(subject, policy, at).getOrDefault(tool, List.of());
  }

  List<String> given(PolicyDraft draft, String person) {
    Policy policy = load(draft, draft.tool().equals(GITLAB) ? GITLAB_SHAPE : JENKINS_SHAPE);
    return given(policy, draft.tool(), Objects.requireNonNull(people.get(person)), NOW);
  }

  /** The files as a policy; a draft that does not load, or that warns, is none. */
  static Policy load(PolicyDraft draft, ToolShape shape) {
    Loaded loaded = Policies.load(draft.files(), new Tools(Map.of(draft.tool(), shape)));
    return switch (loaded) {
      case Loaded.Usable usable -> {
        assertThat(usable.warnings()).isEmpty();
        yield usable.policy();
      }
      case Loaded.Broken broken ->
          throw new AssertionError(broken.problems() + "\n" + draft.files());
    };
  }
}

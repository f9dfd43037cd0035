package dev.rolecall.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tools and people that the tests speak of. */
final class Acme {
  static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");

  static final ToolShape DRONE =
      new ToolShape(
          "drone",
          List.of(new ScopeShape("server", "server", RoleKind.LADDER, List.of("user", "admin"))));

  static final ToolShape GITLAB =
      new ToolShape(
          "gitlab",
          List.of(
              new ScopeShape(
                  "group or project",
                  "{**}",
                  RoleKind.LADDER,
                  List.of(
                      "minimal",
                      "guest",
                      "planner",
                      "reporter",
                      "developer",
                      "maintainer",
                      "owner"))));

  static final ToolShape BUILDKITE =
      new ToolShape(
          "buildkite",
          null,
          List.of(
              new ScopeShape("organisation", "org", RoleKind.LADDER, List.of("member", "admin")),
              new ScopeShape("team", "team:{}", RoleKind.LADDER, List.of("member", "maintainer"))),
          List.of(
              new BindingShape(
                  "team:{}",
                  "pipeline:{}",
                  List.of("read_only", "build_and_read", "manage_build_and_read"),
                  Optional.empty()),
              new BindingShape("team:{}", "suite:{}", List.of("read", "edit"), Optional.empty())));

  static final ToolShape JENKINS =
      new ToolShape(
          "jenkins",
          List.of(
              new ScopeShape("everything", "global", RoleKind.SET, List.of("read", "administer")),
              new ScopeShape(
                  "folder",
                  "folder:{}",
                  RoleKind.SET,
                  List.of("read", "build", "configure", "deploy"))));

  static final Tools TOOLS = new Tools(Map.of("drone", DRONE, "gitlab", GITLAB));

  static final Tools MANY =
      new Tools(
          Map.of("drone", DRONE, "gitlab", GITLAB, "buildkite", BUILDKITE, "jenkins", JENKINS));

  static final ToolShape CIRCLECI =
      new ToolShape(
          "circleci",
          List.of(
              new ScopeShape(
                  "organisation",
                  "org",
                  RoleKind.LADDER,
                  List.of("viewer", "contributor", "admin")),
              new ScopeShape(
                  "project",
                  "project:{}",
                  RoleKind.LADDER,
                  List.of("viewer", "contributor", "admin"))));

  /** One of each of the five. */
  static final Tools FIVE =
      new Tools(
          Map.of(
              "drone",
              DRONE,
              "gitlab",
              GITLAB,
              "buildkite",
              BUILDKITE,
              "circleci",
              CIRCLECI,
              "jenkins",
              JENKINS));

  private Acme() {}

  static PolicyFile file(String path, String content) {
    return new PolicyFile(path, content);
  }

  /** A file that has its header already; its first line of content is line 3. */
  static PolicyFile policy(String content) {
    return file("a.yaml", "version: 1\npolicy: a\n" + content);
  }

  static Policy usable(Tools tools, PolicyFile... files) {
    return switch (Policies.load(Arrays.asList(files), tools)) {
      case Loaded.Usable usable -> usable.policy();
      case Loaded.Broken broken -> throw new AssertionError(broken.problems().toString());
    };
  }

  static List<Problem> problems(Tools tools, PolicyFile... files) {
    return switch (Policies.load(Arrays.asList(files), tools)) {
      case Loaded.Usable usable -> usable.warnings();
      case Loaded.Broken broken -> broken.problems();
    };
  }

  static Person person(String userName) {
    return new Person(userName);
  }

  static GroupMembership group(String name) {
    return new GroupMembership("id-of-" + name, name, null, NOW);
  }

  /** Somebody in the making. */
  static final class Person {
    private final SortedMap<String, Object> attributes = new TreeMap<>();
    private final List<GroupMembership> groups = new ArrayList<>();
    private boolean active = true;

    private Person(String userName) {
      attributes.put("userName", userName);
    }

    Person with(String attribute, Object value) {
      attributes.put(attribute, value);
      return this;
    }

    Person in(String... names) {
      for (String name : names) {
        groups.add(group(name));
      }
      return this;
    }

    Person since(Instant since, String name) {
      groups.add(new GroupMembership("id-of-" + name, name, null, since));
      return this;
    }

    Person suspended() {
      active = false;
      return this;
    }

    Subject subject() {
      return new Subject("acme", "ana", active, attributes, groups);
    }

    SortedMap<String, List<ResolvedGrant>> by(Policy policy) {
      return Resolution.resolve(subject(), policy, NOW);
    }

    /** Scope and role of each grant in a tool at a moment. */
    List<String> rolesAt(Instant at, String tool, Policy policy) {
      return Resolution.resolve(subject(), policy, at).getOrDefault(tool, List.of()).stream()
          .map(grant -> grant.scope() + "=" + grant.role())
          .toList();
    }

    List<ResolvedGrant> grants(String tool, Policy policy) {
      return by(policy).getOrDefault(tool, List.of());
    }

    /** Scope and role of each grant in a tool, as {@code scope=role}. */
    List<String> roles(String tool, Policy policy) {
      return grants(tool, policy).stream()
          .map(grant -> grant.scope() + "=" + grant.role())
          .toList();
    }
  }
}

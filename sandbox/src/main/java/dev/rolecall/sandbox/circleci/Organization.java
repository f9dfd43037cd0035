package dev.rolecall.sandbox.circleci;

import dev.rolecall.sandbox.circleci.CircleCiSeed.Kind;
import dev.rolecall.sandbox.circleci.Context.Restriction;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the simulated CircleCI holds. */
final class Organization {
  static final List<String> ROLES = List.of("org-viewer", "org-contributor", "org-admin");
  static final List<String> PROJECT_ROLES =
      List.of("project-viewer", "project-contributor", "project-admin");

  /** As the API's error says. */
  static final int MAX_GROUPS = 100;

  private static final int TOKEN_LENGTH = 40;

  final CircleCiSeed seed;
  private final InstantSource clock;
  private final RandomGenerator random;
  final Map<String, Person> people = new LinkedHashMap<>();
  final Map<String, Group> groups = new LinkedHashMap<>();
  final Map<String, Project> projects = new LinkedHashMap<>();
  final Map<String, Context> contexts = new LinkedHashMap<>();

  Organization(CircleCiSeed seed, InstantSource clock, RandomGenerator random) {
    this.seed = seed;
    this.clock = clock;
    this.random = random;
    seed.people().forEach(this::plant);
    seed.groups().forEach(name -> addGroup(name, ""));
    seed.projects().forEach(this::addProject);
    seed.contexts().forEach(this::addContext);
  }

  String id() {
    return seed.id();
  }

  boolean has(Kind kind) {
    return seed.kind() == kind;
  }

  /** Organizations of their own kind are named by their id, others as on their VCS. */
  String slug() {
    return seed.kind().slugPrefix + "/" + (has(Kind.CIRCLECI) ? id() : seed.name());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  Optional<Person> byLogin(String login) {
    return people.values().stream().filter(one -> one.login.equalsIgnoreCase(login)).findFirst();
  }

  List<Person> members() {
    return people.values().stream().filter(one -> one.role != null).toList();
  }

  Optional<Group> groupNamed(String name) {
    return groups.values().stream().filter(group -> group.name.equals(name)).findFirst();
  }

  /** What a group's id stands for; "" when there is none. */
  String nameOfGroup(String groupId) {
    Group group = groups.get(groupId);
    return group != null ? group.name : groupId.equals(id()) ? "All members" : "";
  }

  Optional<Project> projectNamed(String name) {
    return projects.values().stream().filter(project -> project.name.equals(name)).findFirst();
  }

  Person addPerson(String login, String email) {
    Person person = new Person(newId(), login, email, newToken(), false);
    people.put(person.id, person);
    return person;
  }

  Group addGroup(String name, String description) {
    Group group = new Group(newId(), name, description);
    groups.put(group.id, group);
    return group;
  }

  /** Members, roles and restrictions go with it. */
  void removeGroup(Group group) {
    groups.remove(group.id);
    projects.values().forEach(project -> project.groupRoles.remove(group.id));
    contexts
        .values()
        .forEach(
            context -> context.restrictions.values().removeIf(one -> one.value().equals(group.id)));
  }

  /** Without a trace in groups and projects. */
  void removeMember(Person person) {
    person.role = null;
    groups.values().forEach(group -> group.members.remove(person.id));
    projects.values().forEach(project -> project.personRoles.remove(person.id));
  }

  boolean isLastAdmin(Person person) {
    return "org-admin".equals(person.role)
        && members().stream().filter(one -> "org-admin".equals(one.role)).count() == 1;
  }

  /** The group of all members bears the organization's id. */
  List<Map<String, @Nullable Object>> groupsJson() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    all.add(Json.object("id", id(), "name", "All members", "description", ""));
    groups.values().forEach(group -> all.add(group.json()));
    return all;
  }

  CircleCiPerson snapshot(Person person) {
    return new CircleCiPerson(
        person.id,
        person.login,
        person.email,
        Optional.ofNullable(person.role),
        groups.values().stream()
            .filter(group -> group.members.contains(person.id))
            .map(group -> group.name)
            .collect(Collectors.toCollection(TreeSet::new)),
        projects.values().stream()
            .filter(project -> project.personRoles.containsKey(person.id))
            .collect(
                Collectors.toMap(
                    project -> project.name, project -> project.personRoles.get(person.id))));
  }

  String newId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(0xC0L << 56)) | (0x80L << 56);
    return new UUID(high, low).toString();
  }

  String newToken() {
    return "CCIPAT_" + Tokens.random(random, TOKEN_LENGTH);
  }

  Collection<Person> everybody() {
    return people.values();
  }

  private void plant(CircleCiSeed.Person planted) {
    Person person = addPerson(planted.login(), planted.email());
    person.role = planted.role();
    person.ssoAuthorized = planted.ssoAuthorized();
    if (planted.token() != null) {
      person.token = planted.token();
    }
  }

  private void addProject(String name) {
    String projectId = newId();
    String last = has(Kind.CIRCLECI) ? projectId : name;
    projects.put(projectId, new Project(projectId, name, slug() + "/" + last));
  }

  private void addContext(String name) {
    Context context = new Context(newId(), name, now());
    String restriction = newId();
    context.restrictions.put(restriction, new Restriction(restriction, "group", id()));
    contexts.put(context.id, context);
  }
}

package dev.rolecall.sandbox.circleci;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import dev.rolecall.sandbox.http.Simulated;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A CircleCI with one organization, on one address for its API and for its web pages. What is
 * forbidden is not found; what is not served is not found either. Sources: CircleCI's published
 * description of API v2, its pages on roles and SSO, and clients that work against the live API;
 * never compared with a live one.
 */
public final class CircleCi extends Simulated {
  private final CircleCiSeed seed;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Routes operations;
  private Organization organization;
  private Callers callers;
  private Routes routes;

  public CircleCi(CircleCiSeed seed, InstantSource clock, RandomGenerator random) {
    super(random);
    this.seed = seed;
    this.clock = clock;
    this.random = random;
    this.operations = new CircleCiOperations(this).routes();
    this.organization = new Organization(seed, clock, random);
    this.callers = new Callers(organization);
    this.routes = routes();
  }

  /** Everybody with an account, members and others. */
  public synchronized List<CircleCiPerson> people() {
    return organization.everybody().stream().map(organization::snapshot).toList();
  }

  public synchronized Optional<CircleCiPerson> person(String login) {
    return organization.byLogin(login).map(organization::snapshot);
  }

  /** The person's API token: what a leaver would have kept. */
  public synchronized String token(String login) {
    return known(login).token;
  }

  /** The id of the project of this name. */
  public synchronized String projectId(String name) {
    return project(name).id;
  }

  /** The roles of groups in a project, by the group's name. */
  public synchronized Map<String, String> groupRoles(String projectName) {
    Map<String, String> roles = new TreeMap<>();
    project(projectName)
        .groupRoles
        .forEach((id, role) -> roles.put(organization.nameOfGroup(id), role));
    return roles;
  }

  /** The names of the groups that a context is restricted to. */
  public synchronized List<String> groupsOfContext(String name) {
    return organization.contexts.values().stream()
        .filter(context -> context.name.equals(name))
        .flatMap(context -> context.restrictions.values().stream())
        .filter(restriction -> restriction.type().equals("group"))
        .map(restriction -> organization.nameOfGroup(restriction.value()))
        .toList();
  }

  /** An invitation by hand, accepted; for a member: another role by hand. */
  public synchronized CircleCiPerson joinByHand(String login, String email, String role) {
    if (!Organization.ROLES.contains(role)) {
      throw new IllegalArgumentException("\"role\" is one of " + Organization.ROLES);
    }
    Person person =
        organization.byLogin(login).orElseGet(() -> organization.addPerson(login, email));
    person.role = role;
    return organization.snapshot(person);
  }

  /**
   * Somebody removes a member on the page "People".
   *
   * @throws IllegalArgumentException for the last administrator, as on the page
   */
  public synchronized void removeByHand(String login) {
    Person person = known(login);
    if (organization.isLastAdmin(person)) {
      throw new IllegalArgumentException("An organization needs at least one admin");
    }
    organization.removeMember(person);
  }

  public synchronized void addGroupByHand(String name) {
    organization.addGroup(name, "");
  }

  public synchronized void addToGroupByHand(String group, String login) {
    group(group).members.add(known(login).id);
  }

  public synchronized void removeFromGroupByHand(String group, String login) {
    group(group).members.remove(known(login).id);
  }

  public synchronized void setProjectRoleByHand(String projectName, String login, String role) {
    if (!Organization.PROJECT_ROLES.contains(role)) {
      throw new IllegalArgumentException("\"role\" is one of " + Organization.PROJECT_ROLES);
    }
    project(projectName).personRoles.put(known(login).id, role);
  }

  public synchronized void removeProjectRoleByHand(String projectName, String login) {
    project(projectName).personRoles.remove(known(login).id);
  }

  /** A group gets a role in a project, on the page of the project. */
  public synchronized void setGroupRoleByHand(String projectName, String group, String role) {
    if (!Organization.PROJECT_ROLES.contains(role)) {
      throw new IllegalArgumentException("\"role\" is one of " + Organization.PROJECT_ROLES);
    }
    project(projectName).groupRoles.put(group(group).id, role);
  }

  /** A group loses its role in a project, on the page of the project. */
  public synchronized void removeGroupRoleByHand(String projectName, String group) {
    project(projectName).groupRoles.remove(group(group).id);
  }

  /**
   * A member signs in by SSO: where groups are mapped from the assertion, it overwrites the groups
   * this person is in, whoever put them there.
   */
  public synchronized void ssoLogin(String login, List<String> groups) {
    if (!seed.sso().connection()) {
      throw new IllegalArgumentException("This organization has no SSO");
    }
    Person person = known(login);
    organization.groups.values().forEach(group -> group.members.remove(person.id));
    groups.forEach(name -> group(name).members.add(person.id));
  }

  @Override
  public synchronized Answer answer(Call call) {
    return routes.answer(call, other -> Answers.noRoute(), other -> Answers.noRoute());
  }

  @Override
  protected Routes operations() {
    return operations;
  }

  @Override
  public synchronized Map<String, @Nullable Object> dump() {
    return Json.object(
        "type", "circleci",
        "organization", organization.slug(),
        "people",
            organization.everybody().stream()
                .map(organization::snapshot)
                .map(person ->
                    Json.object(
                        "id", person.id(),
                        "login", person.login(),
                        "email", person.email(),
                        "role", person.role().orElse(null),
                        "groups", person.groups(),
                        "projects", person.projectRoles()))
                .toList(),
        "groups", organization.groupsJson(),
        "projects", organization.projects.values().stream().map(one -> one.slug).toList(),
        "contexts", organization.contexts.values().stream().map(Context::json).toList());
  }

  @Override
  public synchronized void reset() {
    organization = new Organization(seed, clock, random);
    callers = new Callers(organization);
    routes = routes();
  }

  @Override
  public synchronized void expireToken(Call call) {
    String token = Callers.token(call);
    if (token != null) {
      callers.expire(token);
    }
  }

  @Override
  public synchronized void renewTokens() {
    callers.renew();
  }

  private Person known(String login) {
    return organization
        .byLogin(login)
        .orElseThrow(() -> new IllegalArgumentException("There is no such person"));
  }

  private Group group(String name) {
    return organization
        .groupNamed(name)
        .orElseThrow(() -> new IllegalArgumentException("There is no such group"));
  }

  private Project project(String name) {
    return organization
        .projectNamed(name)
        .orElseThrow(() -> new IllegalArgumentException("There is no such project"));
  }

  private Routes routes() {
    Routes all = new Routes();
    new PeopleApi(organization, callers).register(all);
    new GroupsApi(organization, callers).register(all);
    new ContextsApi(organization, callers).register(all);
    new ProjectsApi(organization, callers).register(all);
    new PrivateApi(organization, callers).register(all);
    return all;
  }
}

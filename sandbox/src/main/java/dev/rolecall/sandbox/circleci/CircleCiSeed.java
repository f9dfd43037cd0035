package dev.rolecall.sandbox.circleci;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated CircleCI starts with: one organization.
 *
 * @param id of the organization, a UUID
 * @param groups names of groups without members
 * @param projects names of projects
 * @param contexts names of contexts, each open to all members at first
 * @param unofficial whether the routes of the web pages answer; CircleCI may take them away any day
 * @param requestsPerMinute for each token; 0: no limit
 */
public record CircleCiSeed(
    Kind kind,
    String id,
    String name,
    List<Person> people,
    List<String> groups,
    List<String> projects,
    List<String> contexts,
    Sso sso,
    boolean unofficial,
    int requestsPerMinute) {

  /** The kinds of organization; they decide what there is. */
  public enum Kind {
    /** Has its own people, roles and groups. */
    CIRCLECI("circleci", "circleci"),
    /** Its roles come from GitHub. */
    GITHUB("github", "gh"),
    /** Its roles come from Bitbucket. */
    BITBUCKET("bitbucket", "bb"),
    /** Self-hosted; people come from GitHub Enterprise. */
    SERVER("github", "gh");

    final String vcsType;
    final String slugPrefix;

    Kind(String vcsType, String slugPrefix) {
      this.vcsType = vcsType;
      this.slugPrefix = slugPrefix;
    }
  }

  /** Single sign-on: whether a SAML connection exists, and whether everybody has to use it. */
  public record Sso(boolean connection, boolean enforced) {
    public static final Sso NONE = new Sso(false, false);
  }

  /**
   * A person who has an account.
   *
   * @param role in the organization; null: no member
   * @param token null: a random one
   * @param ssoAuthorized whether that token may be used where SSO is enforced
   */
  public record Person(
      String login,
      String email,
      @Nullable String role,
      @Nullable String token,
      boolean ssoAuthorized) {
    @Override
    public String toString() {
      return "Person[]";
    }
  }

  public CircleCiSeed {
    people = List.copyOf(people);
    groups = List.copyOf(groups);
    projects = List.copyOf(projects);
    contexts = List.copyOf(contexts);
  }

  /** An organization whose only member is an administrator with this token; public API only. */
  public static CircleCiSeed withAdmin(String organization, String login, String token) {
    Person admin = new Person(login, login + "@machines.example", "org-admin", token, true);
    return new CircleCiSeed(
        Kind.CIRCLECI,
        organization,
        "acme",
        List.of(admin),
        List.of(),
        List.of(),
        List.of(),
        Sso.NONE,
        false,
        0);
  }

  /** A member of the organization. */
  public CircleCiSeed member(String login, String email, String role) {
    return person(new Person(login, email, role, null, false));
  }

  /** Somebody with an account and no place in the organization. */
  public CircleCiSeed stranger(String login, String email) {
    return person(new Person(login, email, null, null, false));
  }

  public CircleCiSeed person(Person person) {
    return new CircleCiSeed(
        kind,
        id,
        name,
        and(people, person),
        groups,
        projects,
        contexts,
        sso,
        unofficial,
        requestsPerMinute);
  }

  public CircleCiSeed group(String more) {
    return new CircleCiSeed(
        kind,
        id,
        name,
        people,
        and(groups, more),
        projects,
        contexts,
        sso,
        unofficial,
        requestsPerMinute);
  }

  public CircleCiSeed project(String more) {
    return new CircleCiSeed(
        kind,
        id,
        name,
        people,
        groups,
        and(projects, more),
        contexts,
        sso,
        unofficial,
        requestsPerMinute);
  }

  public CircleCiSeed context(String more) {
    return new CircleCiSeed(
        kind,
        id,
        name,
        people,
        groups,
        projects,
        and(contexts, more),
        sso,
        unofficial,
        requestsPerMinute);
  }

  public CircleCiSeed of(Kind other) {
    return new CircleCiSeed(
        other, id, name, people, groups, projects, contexts, sso, unofficial, requestsPerMinute);
  }

  public CircleCiSeed sso(Sso other) {
    return new CircleCiSeed(
        kind, id, name, people, groups, projects, contexts, other, unofficial, requestsPerMinute);
  }

  /** With the routes of the web pages. */
  public CircleCiSeed withUnofficial() {
    return new CircleCiSeed(
        kind, id, name, people, groups, projects, contexts, sso, true, requestsPerMinute);
  }

  public CircleCiSeed limit(int perMinute) {
    return new CircleCiSeed(
        kind, id, name, people, groups, projects, contexts, sso, unofficial, perMinute);
  }

  private static <T> List<T> and(List<T> some, T more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}

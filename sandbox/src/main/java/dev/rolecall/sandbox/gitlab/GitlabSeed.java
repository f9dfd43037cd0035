package dev.rolecall.sandbox.gitlab;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated GitLab starts with. Places are named by their full path; a parent is given
 * before its children and ids count from 1 in the order given.
 */
public record GitlabSeed(
    Edition edition,
    List<User> users,
    List<Place> places,
    List<Member> members,
    List<Role> roles,
    Limits limits) {

  /**
   * A user at the start.
   *
   * @param state as the API says it
   * @param token a personal access token with all scopes; null: none
   * @param enterpriseGroup path of the GitLab.com group that owns the account
   */
  public record User(
      String username,
      String email,
      String state,
      boolean admin,
      boolean bot,
      @Nullable String token,
      @Nullable String enterpriseGroup) {

    @Override
    public String toString() {
      return "User[" + username + "]";
    }
  }

  /**
   * A group or project.
   *
   * @param locked memberships are locked: only administrators may write them
   */
  public record Place(String path, boolean project, boolean locked) {}

  /** A direct membership at the start. */
  public record Member(
      String path, String username, AccessLevel level, @Nullable LocalDate expiresAt) {}

  /** A custom role, of the instance or (GitLab.com) of a top-level group. */
  public record Role(String name, AccessLevel base, @Nullable String group) {}

  /**
   * Requests per minute; 0 switches a limit off.
   *
   * @param requests of one token
   * @param memberRemovals in one group or project
   */
  public record Limits(int requests, int memberRemovals) {}

  public GitlabSeed {
    users = List.copyOf(users);
    places = List.copyOf(places);
    members = List.copyOf(members);
    roles = List.copyOf(roles);
    if (edition == Edition.GITLAB_COM && users.stream().anyMatch(User::admin)) {
      throw new IllegalArgumentException("Nobody is an administrator of GitLab.com");
    }
  }

  /** A self-managed instance whose administrator has this token. */
  public static GitlabSeed selfManaged(String admin, String token) {
    return empty(Edition.SELF_MANAGED)
        .user(new User(admin, admin + "@gitlab.invalid", "active", true, false, token, null));
  }

  /** GitLab.com with a top-level group and the Owner of it, who has this token. */
  public static GitlabSeed gitlabCom(String group, String owner, String token) {
    return empty(Edition.GITLAB_COM)
        .user(new User(owner, owner + "@gitlab.invalid", "active", false, false, token, null))
        .group(group)
        .member(group, owner, AccessLevel.OWNER);
  }

  private static GitlabSeed empty(Edition edition) {
    return new GitlabSeed(edition, List.of(), List.of(), List.of(), List.of(), new Limits(0, 0));
  }

  /** An active person. */
  public GitlabSeed user(String username, String email) {
    return user(new User(username, email, "active", false, false, null, null));
  }

  public GitlabSeed user(User user) {
    return new GitlabSeed(edition, and(users, user), places, members, roles, limits);
  }

  public GitlabSeed group(String path) {
    return place(new Place(path, false, false));
  }

  public GitlabSeed project(String path) {
    return place(new Place(path, true, false));
  }

  public GitlabSeed place(Place place) {
    return new GitlabSeed(edition, users, and(places, place), members, roles, limits);
  }

  public GitlabSeed member(String path, String username, AccessLevel level) {
    return member(new Member(path, username, level, null));
  }

  public GitlabSeed member(Member member) {
    return new GitlabSeed(edition, users, places, and(members, member), roles, limits);
  }

  public GitlabSeed role(Role role) {
    return new GitlabSeed(edition, users, places, members, and(roles, role), limits);
  }

  public GitlabSeed limits(Limits other) {
    return new GitlabSeed(edition, users, places, members, roles, other);
  }

  private static <T> List<T> and(List<T> some, T one) {
    return Stream.concat(some.stream(), Stream.of(one)).toList();
  }
}

package dev.rolecall.sandbox.drone;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated Drone starts with.
 *
 * @param database decides how logins compare and what a duplicate is called
 * @param openSource the OSS build, which answers 501 on collaborators
 */
public record DroneSeed(
    List<User> users, List<Repository> repositories, Database database, boolean openSource) {

  /** The databases differ in the comparison of logins. */
  public enum Database {
    /** {@code COLLATE NOCASE}. */
    SQLITE,
    /** Case-sensitive. */
    POSTGRES
  }

  /**
   * A user at the start.
   *
   * @param token null: a random one
   */
  public record User(
      String login, boolean machine, boolean admin, boolean active, @Nullable String token) {
    @Override
    public String toString() {
      return "User[" + login + "]";
    }
  }

  /**
   * A repository as the SCM knows it.
   *
   * @param slug like {@code acme/web}
   * @param owner the login whose credentials Drone uses for it
   * @param admins further logins that administer it
   * @param writers further logins that may write
   */
  public record Repository(String slug, String owner, List<String> admins, List<String> writers) {}

  public DroneSeed {
    users = List.copyOf(users);
    repositories = List.copyOf(repositories);
  }

  /** A full build on SQLite whose only user is a machine administrator with this token. */
  public static DroneSeed withAdmin(String login, String token) {
    return new DroneSeed(
        List.of(new User(login, true, true, true, token)), List.of(), Database.SQLITE, false);
  }

  /** An active person without further rights. */
  public DroneSeed user(String login) {
    return user(new User(login, false, false, true, null));
  }

  public DroneSeed user(User user) {
    return new DroneSeed(
        Stream.concat(users.stream(), Stream.of(user)).toList(),
        repositories,
        database,
        openSource);
  }

  public DroneSeed repository(Repository repository) {
    return new DroneSeed(
        users,
        Stream.concat(repositories.stream(), Stream.of(repository)).toList(),
        database,
        openSource);
  }

  public DroneSeed on(Database other) {
    return new DroneSeed(users, repositories, other, openSource);
  }

  public DroneSeed openSourceBuild() {
    return new DroneSeed(users, repositories, database, true);
  }
}

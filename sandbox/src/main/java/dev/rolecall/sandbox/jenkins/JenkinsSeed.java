package dev.rolecall.sandbox.jenkins;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated Jenkins starts with.
 *
 * @param folders full names, like {@code team-a/web}; folders above come with them
 * @param jobs full names
 * @param agents names
 * @param plugin major version of role-strategy: before 657 holders are plain strings and have no
 *     types, before 771 there is no getRoleAssignments
 * @param roleStrategy false: another authorization strategy is active
 * @param builtInRealm false: accounts come from a directory
 * @param userSeed false: {@code disableUserSeed} is set
 * @param configuredAsCode configuration as code is installed and has a source
 */
public record JenkinsSeed(
    List<User> users,
    List<SeedRole> roles,
    List<String> folders,
    List<String> jobs,
    List<String> agents,
    int plugin,
    boolean roleStrategy,
    boolean builtInRealm,
    boolean userSeed,
    boolean configuredAsCode) {

  /** The plugin version of the server whose answers these are. */
  private static final int PLUGIN = 898;

  /**
   * A user at the start.
   *
   * @param token an API token; null: none
   * @param password null: none, as for a record that appeared by itself
   */
  public record User(String id, @Nullable String token, @Nullable String password) {
    @Override
    public String toString() {
      return "User[" + id + "]";
    }
  }

  /** A role at the start. */
  public record SeedRole(
      RoleType type, String name, String pattern, Set<String> permissions, List<Holder> holders) {}

  public JenkinsSeed {
    users = List.copyOf(users);
    roles = List.copyOf(roles);
    folders = List.copyOf(folders);
    jobs = List.copyOf(jobs);
    agents = List.copyOf(agents);
  }

  /** Role strategy, the built-in realm and one administrator with this API token. */
  public static JenkinsSeed withAdmin(String id, String token) {
    return withAdmin(new User(id, token, null));
  }

  /** The same, whose administrator also has a password. */
  public static JenkinsSeed withAdmin(String id, String token, String password) {
    return withAdmin(new User(id, token, password));
  }

  private static JenkinsSeed withAdmin(User admin) {
    return new JenkinsSeed(
            List.of(admin),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            PLUGIN,
            true,
            true,
            true,
            false)
        .role(
            RoleType.GLOBAL,
            "admin",
            ".*",
            Set.of(Permissions.ADMINISTER),
            new Holder(Holder.Kind.USER, admin.id()));
  }

  public JenkinsSeed user(User user) {
    return new JenkinsSeed(
        added(users, user),
        roles,
        folders,
        jobs,
        agents,
        plugin,
        roleStrategy,
        builtInRealm,
        userSeed,
        configuredAsCode);
  }

  /** Somebody with a password. */
  public JenkinsSeed user(String id) {
    return user(new User(id, null, "password-of-" + id));
  }

  public JenkinsSeed role(
      RoleType type, String name, String pattern, Set<String> permissions, Holder... holders) {
    SeedRole role = new SeedRole(type, name, pattern, permissions, List.of(holders));
    return new JenkinsSeed(
        users,
        added(roles, role),
        folders,
        jobs,
        agents,
        plugin,
        roleStrategy,
        builtInRealm,
        userSeed,
        configuredAsCode);
  }

  /** An item role for a folder and everything below it. */
  public JenkinsSeed folderRole(String name, String folder, String... permissions) {
    return role(RoleType.ITEM, name, "^" + folder + "(/.*)?", Set.of(permissions));
  }

  public JenkinsSeed folder(String fullName) {
    return new JenkinsSeed(
        users,
        roles,
        added(folders, fullName),
        jobs,
        agents,
        plugin,
        roleStrategy,
        builtInRealm,
        userSeed,
        configuredAsCode);
  }

  public JenkinsSeed job(String fullName) {
    return new JenkinsSeed(
        users,
        roles,
        folders,
        added(jobs, fullName),
        agents,
        plugin,
        roleStrategy,
        builtInRealm,
        userSeed,
        configuredAsCode);
  }

  public JenkinsSeed agent(String name) {
    return new JenkinsSeed(
        users,
        roles,
        folders,
        jobs,
        added(agents, name),
        plugin,
        roleStrategy,
        builtInRealm,
        userSeed,
        configuredAsCode);
  }

  public JenkinsSeed plugin(int version) {
    return new JenkinsSeed(
        users,
        roles,
        folders,
        jobs,
        agents,
        version,
        roleStrategy,
        builtInRealm,
        userSeed,
        configuredAsCode);
  }

  /** Matrix authorization: the administrators are those of the seed's role with that right. */
  public JenkinsSeed withoutRoleStrategy() {
    return new JenkinsSeed(
        users,
        roles,
        folders,
        jobs,
        agents,
        plugin,
        false,
        builtInRealm,
        userSeed,
        configuredAsCode);
  }

  public JenkinsSeed externalRealm() {
    return new JenkinsSeed(
        users,
        roles,
        folders,
        jobs,
        agents,
        plugin,
        roleStrategy,
        false,
        userSeed,
        configuredAsCode);
  }

  public JenkinsSeed withoutUserSeed() {
    return new JenkinsSeed(
        users,
        roles,
        folders,
        jobs,
        agents,
        plugin,
        roleStrategy,
        builtInRealm,
        false,
        configuredAsCode);
  }

  public JenkinsSeed asCode() {
    return new JenkinsSeed(
        users, roles, folders, jobs, agents, plugin, roleStrategy, builtInRealm, userSeed, true);
  }

  private static <T> List<T> added(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }
}

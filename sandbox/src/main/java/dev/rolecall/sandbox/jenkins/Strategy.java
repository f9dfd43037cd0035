package dev.rolecall.sandbox.jenkins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The role strategy: three maps of roles. Holders are stored with case and type; what they may do
 * is decided without case.
 */
final class Strategy {
  private final Map<RoleType, Map<String, Role>> roles = new EnumMap<>(RoleType.class);
  final Map<String, Set<String>> templates = new HashMap<>();

  Strategy() {
    for (RoleType type : RoleType.values()) {
      roles.put(type, new TreeMap<>());
    }
  }

  Collection<Role> roles(RoleType type) {
    return map(type).values();
  }

  Optional<Role> role(RoleType type, String name) {
    return Optional.ofNullable(map(type).get(name));
  }

  /** Replacing a role takes it from everybody; else an existing one stays as it is. */
  void add(RoleType type, Role role, boolean overwrite) {
    if (overwrite) {
      map(type).remove(role.name);
    }
    map(type).putIfAbsent(role.name, role);
  }

  void remove(RoleType type, String name) {
    map(type).remove(name);
  }

  /** From all roles of one type, for exactly this spelling and kind. */
  void forget(RoleType type, Holder holder) {
    roles(type).forEach(role -> role.holders.remove(holder));
  }

  /** In the order of a tree of entries: by kind, then by sid. */
  Map<Holder, List<String>> assignments(RoleType type) {
    TreeMap<Holder, List<String>> found =
        new TreeMap<>(
            Comparator.comparing(Holder::sid, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Holder::sid)
                .thenComparing(Holder::kind));
    for (Role role : roles(type)) {
      role.holders.forEach(
          holder -> found.computeIfAbsent(holder, key -> new ArrayList<>()).add(role.name));
    }
    return found;
  }

  /** Whether somebody has a permission on the whole server. */
  boolean permits(Viewer viewer, String permission) {
    return roles(RoleType.GLOBAL).stream().anyMatch(role -> gives(role, viewer, permission));
  }

  /** Whether somebody has a permission on one item, by a global role or one that fits its name. */
  boolean permits(Viewer viewer, String permission, RoleType type, String fullName) {
    return permits(viewer, permission)
        || roles(type).stream()
            .anyMatch(role -> matches(role.pattern, fullName) && gives(role, viewer, permission));
  }

  static boolean matches(Pattern pattern, String fullName) {
    return pattern.matcher(fullName).matches();
  }

  private static boolean gives(Role role, Viewer viewer, String permission) {
    return (role.permissions().contains(permission)
            || role.permissions().contains(Permissions.ADMINISTER))
        && role.holders.stream().anyMatch(viewer::is);
  }

  private Map<String, Role> map(RoleType type) {
    return roles.computeIfAbsent(type, key -> new TreeMap<>());
  }
}

package dev.rolecall.connectors.gitlab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The roles of one GitLab: its own levels and the custom roles that are configured, each just above
 * the level that it is made from ({@code custom-roles: { security-reviewer: reporter/12 }}, where
 * 12 is GitLab's id of it).
 */
final class Roles {
  /** Before each option that names a custom role. */
  static final String OPTION = "custom-roles.";

  private static final Pattern CUSTOM = Pattern.compile("([a-z]+)/([0-9]{1,18})");

  /**
   * A role that can be given.
   *
   * @param custom id of a custom role
   */
  record Role(String name, AccessLevel level, Optional<Long> custom) {
    int number() {
      return level.number();
    }
  }

  private final List<Role> lowestFirst = new ArrayList<>();

  /**
   * Reads the configured custom roles.
   *
   * @throws IllegalArgumentException when one is not written as BASE/ID, or its name is taken
   */
  Roles(Map<String, String> options) {
    for (AccessLevel level : AccessLevel.values()) {
      lowestFirst.add(new Role(level.role(), level, Optional.empty()));
    }
    new TreeMap<>(options)
        .forEach((key, value) -> {
          if (key.startsWith(OPTION)) {
            add(key.substring(OPTION.length()), value);
          }
        });
    lowestFirst.sort(
        Comparator.comparing(Role::level).thenComparing(it -> it.custom().isPresent()));
  }

  private void add(String name, String written) {
    Matcher matcher = CUSTOM.matcher(written);
    Optional<AccessLevel> base =
        matcher.matches() ? AccessLevel.ofRole(matcher.group(1)) : Optional.empty();
    if (base.isEmpty() || of(name).isPresent()) {
      throw new IllegalArgumentException(
          "custom-roles."
              + name
              + ": a name of its own, and the level it is made from with its id, as in reporter/12");
    }
    lowestFirst.add(new Role(name, base.get(), Optional.of(Long.valueOf(matcher.group(2)))));
  }

  /** Lowest first. */
  List<String> names() {
    return lowestFirst.stream().map(Role::name).toList();
  }

  Optional<Role> of(String name) {
    return lowestFirst.stream().filter(role -> role.name().equals(name)).findFirst();
  }

  /** A custom role that is not configured has the name of its level. */
  String name(int level, Optional<Long> custom) {
    return lowestFirst.stream()
        .filter(role -> role.custom().isPresent() && role.custom().equals(custom))
        .findFirst()
        .map(Role::name)
        .orElseGet(() -> AccessLevel.roleOf(level));
  }
}

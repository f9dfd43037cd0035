package dev.rolecall.sandbox.jenkins;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** A role of one type; its name is its key, with case. */
final class Role {
  final String name;
  final Pattern pattern;
  final String template;
  final Set<Holder> holders = new LinkedHashSet<>();
  private final Set<String> permissions;

  Role(String name, Pattern pattern, String template, Set<String> permissions) {
    this.name = name;
    this.pattern = pattern;
    this.template = template;
    this.permissions = new LinkedHashSet<>(permissions);
  }

  Set<String> permissions() {
    return permissions;
  }
}

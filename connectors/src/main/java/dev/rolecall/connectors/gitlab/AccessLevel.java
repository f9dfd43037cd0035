package dev.rolecall.connectors.gitlab;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Roles of members, lowest first, with the numbers of GitLab's members API. */
enum AccessLevel {
  /** Top-level groups only, paid tiers. */
  MINIMAL(5),
  GUEST(10),
  /** Since 17.7. */
  PLANNER(15),
  REPORTER(20),
  DEVELOPER(30),
  MAINTAINER(40),
  OWNER(50);

  private final int number;

  AccessLevel(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  String role() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<AccessLevel> ofRole(String role) {
    return Arrays.stream(values()).filter(level -> level.role().equals(role)).findFirst();
  }

  /** A level that we do not know gets a name that no rule can grant, and is left alone. */
  static String roleOf(int number) {
    return Arrays.stream(values())
        .filter(level -> level.number == number)
        .findFirst()
        .map(AccessLevel::role)
        .orElse("access-level-" + number);
  }
}

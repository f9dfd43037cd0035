package dev.rolecall.sandbox.gitlab;

import java.util.Arrays;
import java.util.Optional;

/** GitLab's roles of members, lowest first. */
public enum AccessLevel {
  MINIMAL(5, "Minimal Access"),
  GUEST(10, "Guest"),
  PLANNER(15, "Planner"),
  REPORTER(20, "Reporter"),
  SECURITY_MANAGER(25, "Security Manager"),
  DEVELOPER(30, "Developer"),
  MAINTAINER(40, "Maintainer"),
  OWNER(50, "Owner");

  private final int value;
  private final String label;

  AccessLevel(int value, String label) {
    this.value = value;
    this.label = label;
  }

  public int value() {
    return value;
  }

  String label() {
    return label;
  }

  static Optional<AccessLevel> of(int value) {
    return Arrays.stream(values()).filter(level -> level.value == value).findFirst();
  }
}

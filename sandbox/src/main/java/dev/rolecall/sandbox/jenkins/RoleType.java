package dev.rolecall.sandbox.jenkins;

import java.util.Arrays;
import java.util.Optional;

/** The three maps of roles, by the word of the API. */
public enum RoleType {
  GLOBAL("globalRoles"),
  ITEM("projectRoles"),
  AGENT("slaveRoles");

  private final String word;

  RoleType(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Optional<RoleType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }
}

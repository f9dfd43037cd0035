package dev.rolecall.app.system;

import dev.rolecall.sandbox.gitlab.AccessLevel;
import java.util.Arrays;
import java.util.Locale;

/** GitLab's levels of access by their words. */
final class Levels {

  private Levels() {}

  static AccessLevel of(String word) {
    return AccessLevel.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static String word(int level) {
    return Arrays.stream(AccessLevel.values())
        .filter(each -> each.value() == level)
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElseThrow();
  }
}

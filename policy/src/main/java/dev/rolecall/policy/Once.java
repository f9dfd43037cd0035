package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Spot;
import java.util.HashMap;
import java.util.Map;

/** Finds what may be said only once in all files. */
final class Once {
  private final Map<String, String> seen = new HashMap<>();

  /** Reports a repetition with the place of the first. */
  void check(String what, String name, Spot at, Problems.Reporter reporter) {
    String first = seen.putIfAbsent(what + " " + name, reporter.file() + ":" + at.line());
    if (first != null) {
      reporter.error(
          at, what + " '" + name + "' is here twice, first at " + first, "rename or remove one");
    }
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Spot;
import dev.rolecall.policy.yaml.Tree;
import java.util.List;

/**
 * Points out what this version reads, checks and carries, and does not enforce: nobody shall trust
 * in a limit that is not there.
 */
final class NotYetEnforced {

  private static final List<String> SECTIONS = List.of("min-holders", "limits", "invariants");

  private NotYetEnforced() {}

  static void report(Fields file, Problems.Reporter reporter) {
    for (String section : SECTIONS) {
      file.get(section).ifPresent(tree -> warn(section, tree.at(), reporter));
    }
    for (Tree item : file.items("protect")) {
      if (item instanceof Tree.Mapping protection) {
        protection.entries().stream()
            .filter(entry -> entry.key().text().equals("keep"))
            .forEach(entry -> warn("keep", entry.key().at(), reporter));
      }
    }
  }

  private static void warn(String what, Spot at, Problems.Reporter reporter) {
    reporter.warning(
        at,
        "'" + what + "' is checked and carried; this version does not enforce it",
        "do not rely on it yet");
  }
}

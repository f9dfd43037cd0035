package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Moments as policies write them. */
final class Instants {

  private Instants() {}

  static Optional<Instant> read(Tree.Leaf leaf, Problems.Reporter reporter) {
    try {
      return Optional.of(Instant.parse(leaf.text()));
    } catch (DateTimeParseException e) {
      reporter.error(
          leaf.at(), "'" + leaf.text() + "' is not an instant", "write 2026-09-01T08:00:00Z");
      return Optional.empty();
    }
  }
}

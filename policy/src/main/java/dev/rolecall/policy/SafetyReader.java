package dev.rolecall.policy;

import dev.rolecall.policy.safety.Safety;
import dev.rolecall.policy.safety.TemporaryLimits;
import java.util.List;
import java.util.Optional;

/**
 * Reads what must never happen, or only slowly, of all files: read each, then ask for the results.
 */
final class SafetyReader {
  /** What a file may say of it. */
  static final List<Key> KEYS =
      List.of(
          Key.of("protect", ProtectReader.FORM, "Accounts that are never lowered or removed."),
          Key.of("min-holders", HoldersReader.FORM, "How many must hold a role at least."),
          Key.of(
              "limits",
              new Form.Mapping(GuardLimitsReader.KEYS),
              "From where on changes wait for a decision."),
          Key.of("elevated", ElevatedReader.FORM, "Roles that give more power than others."),
          Key.of("invariants", InvariantReader.FORM, "What must hold for everybody."),
          Key.of(
              "temporary-limits",
              new Form.Mapping(TemporaryLimitsReader.KEYS),
              "What temporary grants of all files must keep to."));

  private final ProtectReader protect;
  private final HoldersReader holders;
  private final GuardLimitsReader limits;
  private final ElevatedReader elevated;
  private final InvariantReader invariants;
  private final TemporaryLimitsReader temporary;

  SafetyReader(Surroundings surroundings) {
    Once once = new Once();
    protect = new ProtectReader(surroundings, once);
    holders = new HoldersReader(surroundings, once);
    limits = new GuardLimitsReader(once);
    elevated = new ElevatedReader(surroundings);
    invariants = new InvariantReader(surroundings, once);
    temporary = new TemporaryLimitsReader(once);
  }

  void read(Fields file, Problems.Reporter reporter) {
    protect.read(file.items("protect"), reporter);
    holders.read(file, reporter);
    file.get("limits").ifPresent(tree -> limits.read(tree, reporter));
    elevated.read(file.entries("elevated"), reporter);
    invariants.read(file.items("invariants"), reporter);
    file.get("temporary-limits").ifPresent(tree -> temporary.read(tree, reporter));
  }

  Safety result() {
    return new Safety(
        protect.read(), holders.read(), limits.read(), elevated.read(), invariants.read());
  }

  /** Complete when all files have been read. */
  TemporaryLimits temporaryLimits() {
    return temporary.read();
  }

  /** Complete when all files have been read; empty when none states any. */
  Optional<TemporaryLimits> statedTemporaryLimits() {
    return temporary.stated();
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what temporary grants must keep to. One file says it for all. */
final class TemporaryLimitsReader {
  /** Longer than a year is not temporary. */
  private static final Duration MAX_DURATION = Duration.ofDays(366);

  private static final Form.Words REQUIRED = new Form.Words(TemporaryLimits.CAN_BE_REQUIRED);

  static final Keys KEYS =
      Keys.of(
          "'temporary-limits'",
          Key.of("max-duration", Form.Plain.DURATION, "The longest there may be."),
          Key.of(
              "require",
              Form.either(REQUIRED, new Form.Listing(REQUIRED)),
              "Keys that each must have."),
          Key.of("self-approval", Form.Plain.FLAG, "Whether people may approve their own."));

  private final Once once;
  private TemporaryLimits limits = TemporaryLimits.DEFAULTS;

  TemporaryLimitsReader(Once once) {
    this.once = once;
  }

  TemporaryLimits read() {
    return limits;
  }

  void read(Tree tree, Problems.Reporter reporter) {
    once.check("section", "temporary-limits", tree.at(), reporter);
    Optional<Fields> opened = Fields.open(tree, KEYS, reporter);
    opened.ifPresent(fields -> {
      Duration longest =
          fields
              .get("max-duration")
              .flatMap(each ->
                  Quantities.duration(each, MAX_DURATION, "'max-duration'", reporter))
              .orElse(limits.maxDuration());
      List<String> required =
          fields.texts("require").stream()
              .filter(leaf -> canBeRequired(leaf, reporter))
              .map(Tree.Leaf::text)
              .distinct()
              .toList();
      boolean self = fields.flag("self-approval", limits.selfApproval());
      limits = new TemporaryLimits(longest, required, self);
    });
  }

  private static boolean canBeRequired(Tree.Leaf leaf, Problems.Reporter reporter) {
    boolean known = TemporaryLimits.CAN_BE_REQUIRED.contains(leaf.text());
    if (!known) {
      reporter.error(
          leaf.at(),
          "'" + leaf.text() + "' cannot be required",
          Nearest.remedy(leaf.text(), TemporaryLimits.CAN_BE_REQUIRED));
    }
    return known;
  }
}

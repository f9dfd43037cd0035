package dev.rolecall.policy;

import dev.rolecall.policy.safety.TemporaryLimits;
import dev.rolecall.policy.safety.TemporaryLimits.Required;
import dev.rolecall.policy.yaml.Tree;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what temporary grants must keep to. One file says it for all. */
final class TemporaryLimitsReader {
  /** Longer than a year is not temporary. */
  private static final Duration MAX_DURATION = Duration.ofDays(366);

  private static final SortedMap<String, Required> REQUIRED = new TreeMap<>();

  static {
    for (Required required : Required.values()) {
      REQUIRED.put(required.key(), required);
    }
  }

  private static final Form.Words WORDS = new Form.Words(List.copyOf(REQUIRED.keySet()));

  static final Keys KEYS =
      Keys.of(
          "'temporary-limits'",
          Key.of("max-duration", Form.Plain.DURATION, "The longest there may be."),
          Key.of(
              "require", Form.either(WORDS, new Form.Listing(WORDS)), "Keys that each must have."),
          Key.of("self-approval", Form.Plain.FLAG, "Whether people may approve their own."));

  private final Once once;
  private TemporaryLimits limits = TemporaryLimits.DEFAULTS;
  private boolean stated;

  TemporaryLimitsReader(Once once) {
    this.once = once;
  }

  TemporaryLimits read() {
    return limits;
  }

  /** Empty when no file states any. */
  Optional<TemporaryLimits> stated() {
    return stated ? Optional.of(limits) : Optional.empty();
  }

  void read(Tree tree, Problems.Reporter reporter) {
    once.check("section", "temporary-limits", tree.at(), reporter);
    stated = true;
    Optional<Fields> opened = Fields.open(tree, KEYS, reporter);
    opened.ifPresent(fields -> {
      Duration longest =
          fields
              .get("max-duration")
              .flatMap(each -> Quantities.duration(each, MAX_DURATION, "'max-duration'", reporter))
              .orElse(limits.maxDuration());
      Set<Required> required = EnumSet.noneOf(Required.class);
      for (Tree.Leaf leaf : fields.texts("require")) {
        Words.one(leaf, "'require'", reporter, REQUIRED).ifPresent(required::add);
      }
      boolean self = fields.flag("self-approval", limits.selfApproval());
      limits = new TemporaryLimits(longest, required, self);
    });
  }
}

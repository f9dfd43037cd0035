package dev.rolecall.policy;

import dev.rolecall.policy.safety.Budget;
import dev.rolecall.policy.safety.EmptySnapshot;
import dev.rolecall.policy.safety.GuardLimits;
import dev.rolecall.policy.safety.Leavers;
import dev.rolecall.policy.safety.Share;
import dev.rolecall.policy.yaml.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads from where on changes wait for a decision. Each limit stands in one file only. */
final class GuardLimitsReader {
  /** Removals within the window are kept one by one: a week of them is the most. */
  private static final Duration MAX_WINDOW = Duration.ofDays(7);

  private static final Form.Whole PERCENT = new Form.Whole(1, 100);

  /** More than any tool has accounts; 0 holds each. */
  private static final Form.Whole COUNT = new Form.Whole(0, 1_000_000);

  private static final Key WINDOW =
      Key.of("window", Form.Plain.DURATION, "How long is looked back.");
  private static final Key SHARE = Key.of("percent", PERCENT, "Of what Rolecall manages there.");
  private static final Key AT_LEAST =
      Key.of("at-least", COUNT, "Up to this many the percentage does not count.");
  private static final Key MAX = Key.of("max", COUNT, "More are held whatever the percentage.");
  private static final Key BURST = Key.of("burst", COUNT, "How many pass within the window.");

  private static final Keys BUDGET = Keys.of("the limit", WINDOW, SHARE, AT_LEAST, MAX);
  private static final Keys POLICY_CHANGE = Keys.of("the limit of a bundle", SHARE, AT_LEAST);
  private static final Keys LEAVERS = Keys.of("the limit of leavers", BURST, WINDOW);
  private static final Keys ELEVATED = Keys.of("the limit of elevated grants", MAX);

  private static final SortedMap<String, EmptySnapshot> SNAPSHOTS =
      new TreeMap<>(Map.of("hold", EmptySnapshot.HOLD, "ignore", EmptySnapshot.IGNORE));

  static final Keys KEYS =
      Keys.of(
          "'limits'",
          Key.of("revokes", new Form.Mapping(BUDGET), "Of roles, in each tool."),
          Key.of("disables", new Form.Mapping(BUDGET), "Of accounts, in each tool."),
          Key.of("deletes", new Form.Mapping(BUDGET), "Of accounts, in each tool."),
          Key.of("policy-change", new Form.Mapping(POLICY_CHANGE), "What one bundle may revoke."),
          Key.of(
              "empty-snapshot",
              new Form.Words(List.copyOf(SNAPSHOTS.keySet())),
              "When half of a directory is gone."),
          Key.of("leavers", new Form.Mapping(LEAVERS), "People who leave one by one."),
          Key.of(
              "elevated-grants", new Form.Mapping(ELEVATED), "New elevated grants of one bundle."));

  private final Once once;
  private Budget revokes = GuardLimits.DEFAULTS.revokes();
  private Budget disables = GuardLimits.DEFAULTS.disables();
  private @Nullable Budget deletes = GuardLimits.DEFAULTS.deletes();
  private Share policyChange = GuardLimits.DEFAULTS.policyChange();
  private EmptySnapshot emptySnapshot = GuardLimits.DEFAULTS.emptySnapshot();
  private Leavers leavers = GuardLimits.DEFAULTS.leavers();
  private int elevatedGrants = GuardLimits.DEFAULTS.elevatedGrants();

  GuardLimitsReader(Once once) {
    this.once = once;
  }

  GuardLimits read() {
    return new GuardLimits(
        revokes, disables, deletes, policyChange, emptySnapshot, leavers, elevatedGrants);
  }

  void read(Tree tree, Problems.Reporter reporter) {
    Optional<Fields> opened = Fields.open(tree, KEYS, reporter);
    if (opened.isEmpty()) {
      return;
    }
    Fields fields = opened.get();
    for (String name : KEYS.names()) {
      fields.get(name).ifPresent(value -> once.check("limit", name, value.at(), reporter));
    }
    revokes = budget(fields, "revokes", revokes, reporter).orElse(revokes);
    disables = budget(fields, "disables", disables, reporter).orElse(disables);
    Budget least = GuardLimits.DELETES;
    deletes = budget(fields, "deletes", least, reporter).orElse(deletes);
    section(fields, "policy-change", POLICY_CHANGE, reporter)
        .ifPresent(limit -> policyChange = share(limit, policyChange, reporter));
    fields
        .text("empty-snapshot")
        .flatMap(leaf -> Words.one(leaf, "'empty-snapshot'", reporter, SNAPSHOTS))
        .ifPresent(read -> emptySnapshot = read);
    section(fields, "leavers", LEAVERS, reporter)
        .ifPresent(limit ->
            leavers =
                new Leavers(
                    count(limit, "burst", COUNT, leavers.burst(), reporter),
                    window(limit, leavers.window(), reporter)));
    section(fields, "elevated-grants", ELEVATED, reporter)
        .ifPresent(limit -> elevatedGrants = count(limit, "max", COUNT, elevatedGrants, reporter));
  }

  /** Keys with names of their own in messages. */
  private static Optional<Fields> section(
      Fields fields, String name, Keys keys, Problems.Reporter reporter) {
    return fields.get(name).flatMap(tree -> Fields.open(tree, keys.of(name), reporter));
  }

  private static Optional<Budget> budget(
      Fields fields, String name, Budget unless, Problems.Reporter reporter) {
    return section(fields, name, BUDGET, reporter)
        .map(limit -> {
          Share share = share(limit, unless.share(), reporter);
          int max = count(limit, "max", COUNT, unless.max(), reporter);
          boolean bothGiven = limit.get("at-least").isPresent() && limit.get("max").isPresent();
          if (bothGiven && share.atLeast() > max) {
            reporter.error(
                limit.at(),
                "'at-least' of '" + name + "' is above 'max': the percentage would never count",
                "lower 'at-least' or raise 'max'");
          }
          return new Budget(window(limit, unless.window(), reporter), share, max);
        });
  }

  private static Share share(Fields limit, Share unless, Problems.Reporter reporter) {
    return new Share(
        count(limit, "percent", PERCENT, unless.percent(), reporter),
        count(limit, "at-least", COUNT, unless.atLeast(), reporter));
  }

  private static int count(
      Fields limit, String key, Form.Whole bounds, int unless, Problems.Reporter reporter) {
    return limit
        .get(key)
        .flatMap(tree -> Quantities.whole(tree, bounds, "'" + key + "'", reporter))
        .orElse(unless);
  }

  private static Duration window(Fields limit, Duration unless, Problems.Reporter reporter) {
    return limit
        .get("window")
        .flatMap(tree -> Quantities.duration(tree, MAX_WINDOW, "'window'", reporter))
        .orElse(unless);
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.safety.TemporaryLimits;
import dev.rolecall.policy.text.Fold;
import dev.rolecall.policy.yaml.Spot;
import dev.rolecall.policy.yaml.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what single people have for a time. */
final class TemporaryReader {

  private static final String REASON = "reason";
  private static final String TICKET = "ticket";
  private static final String APPROVED_BY = "approved-by";

  static final Keys KEYS =
      Keys.of(
          "a temporary grant",
          Identified.ID,
          Identified.DESCRIPTION,
          Key.required("user", Form.Plain.TEXT, "The userName of one person."),
          Key.required("from", Form.Plain.INSTANT, "When it begins."),
          Key.required("until", Form.Plain.INSTANT, "When it ends."),
          Key.of(REASON, Form.Plain.TEXT, "Why."),
          Key.of(TICKET, Form.Plain.TEXT, "Where it was asked for."),
          Key.of(APPROVED_BY, Form.Plain.TEXTS, "Who agreed."),
          Key.required("grant", RoleTable.FORM, "What it gives: tool, scope, role."));

  /** What has to be compared with limits that another file may state. */
  private record Entry(
      Fields fields, Spot at, Place place, Optional<Tree.Leaf> user, Optional<Duration> lasts) {}

  private final Problems.Reporter reporter;
  private final GrantReader grants;
  private final List<Entry> entries = new ArrayList<>();

  TemporaryReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.reporter = reporter;
    grants = new GrantReader(surroundings, reporter);
  }

  List<Identified<Temporary>> read(List<Tree> items) {
    return Identified.read(items, KEYS, reporter, this::temporary);
  }

  private Optional<Temporary> temporary(Fields fields, Place place) {
    Optional<Tree.Leaf> user = fields.requiredText("user", KEYS.what());
    Optional<Instant> from = instant(fields, "from");
    Optional<Instant> until = instant(fields, "until");
    List<GrantLine> lines =
        grants.required(fields, KEYS.what(), new GrantReader.Captured(Map.of(), List.of()));
    fields.text(REASON);
    fields.text(TICKET);
    fields.texts(APPROVED_BY);
    Optional<Duration> lasts =
        from.flatMap(begin -> until.map(end -> Duration.between(begin, end)));
    lasts
        .filter(duration -> !duration.isPositive())
        .ifPresent(none ->
            reporter.error(fields.at(), "'until' is not after 'from'", "it would never be given"));
    entries.add(new Entry(fields, fields.at(), place, user, lasts));
    if (user.isEmpty() || from.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    String folded = Fold.fold(user.get().text());
    return Optional.of(new Temporary(place, folded, from.get(), until.get(), lines));
  }

  private Optional<Instant> instant(Fields fields, String key) {
    return fields.requiredText(key, KEYS.what()).flatMap(leaf -> Instants.read(leaf, reporter));
  }

  /** Compares all that was read with what the files together allow. */
  void check(TemporaryLimits limits) {
    entries.forEach(entry -> check(entry, limits));
  }

  private void check(Entry entry, TemporaryLimits limits) {
    entry
        .lasts()
        .filter(lasts -> lasts.compareTo(limits.maxDuration()) > 0)
        .ifPresent(lasts ->
            reporter.error(
                entry.at(),
                "'%s' lasts %s; 'temporary-limits' allows %s"
                    .formatted(entry.place().id(), lasts, limits.maxDuration()),
                "end it earlier, or make a rule of it"));
    Fields fields = entry.fields();
    for (TemporaryLimits.Required required : limits.require()) {
      String key = required.key();
      boolean there =
          required == TemporaryLimits.Required.APPROVED_BY
              ? !fields.texts(key).isEmpty()
              : fields.text(key).filter(leaf -> !leaf.text().isBlank()).isPresent();
      if (!there) {
        reporter.error(
            entry.at(),
            "'%s' has no '%s', which 'temporary-limits' requires"
                .formatted(entry.place().id(), key),
            "add '" + key + ":'");
      }
    }
    if (!limits.selfApproval() && entry.user().isPresent()) {
      refuseSelfApproval(fields, entry.user().get());
    }
  }

  private void refuseSelfApproval(Fields fields, Tree.Leaf user) {
    List<Tree.Leaf> approvers = fields.texts(APPROVED_BY);
    approvers.stream()
        .filter(leaf -> Fold.fold(leaf.text()).equals(Fold.fold(user.text())))
        .forEach(leaf ->
            reporter.error(leaf.at(), "nobody approves access of their own", "ask somebody else"));
  }
}

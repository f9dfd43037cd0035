package dev.rolecall.policy;

import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Tree;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads when what a rule gives ends by itself. */
final class ExpiryReader {

  /** Longer ends are no ends: nobody plans access for more than ten years. */
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private static final String USER = "user.";
  private static final String DENY = "deny";
  private static final String FOREVER = "forever";

  /** Whether somebody without a date has the grant. */
  private static final Map<String, Boolean> WITHOUT_DATE = Map.of(DENY, false, FOREVER, true);

  static final Keys KEYS =
      Keys.of(
          "'expires'",
          Key.of("after", Form.Plain.DURATION, "So long after the person joined the group."),
          Key.of("at", Form.Plain.TEXT, "At the date in this attribute, as user.contractEnd."),
          Key.of(
              "without-date",
              Form.words(DENY, FOREVER),
              "What somebody without a date gets: nothing (default), or the grant without end."));

  static final Form FORM = new Form.Mapping(KEYS);

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;

  ExpiryReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
  }

  Optional<Expiry> read(Tree tree, Selection selection) {
    Optional<Fields> opened = Fields.open(tree, KEYS, reporter);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = opened.get();
    boolean after = fields.get("after").isPresent();
    boolean at = fields.get("at").isPresent();
    if (after == at) {
      reporter.error(
          fields.at(), "'expires' has either 'after' or 'at'", "write expires: { after: PT8H }");
      return Optional.empty();
    }
    boolean forever =
        fields
            .text("without-date")
            .flatMap(leaf -> Words.one(leaf, "'without-date'", reporter, WITHOUT_DATE))
            .orElse(false);
    if (after) {
      if (fields.get("without-date").isPresent()) {
        reporter.error(fields.at(), "'without-date' belongs to 'at'", "remove it");
      }
      return after(fields, selection);
    }
    return fields.text("at").flatMap(this::attribute).map(a -> new Expiry.At(a, forever));
  }

  private Optional<Expiry> after(Fields fields, Selection selection) {
    if (selection.anyOf().isEmpty() && selection.allOf().isEmpty()) {
      reporter.error(
          fields.at(),
          "'after' is measured from joining a group, and the rule names none",
          "name one under 'groups', or use 'at'");
      return Optional.empty();
    }
    Optional<Duration> duration =
        fields
            .get("after")
            .flatMap(tree -> Quantities.duration(tree, LONGEST, "'after'", reporter));
    return duration.map(Expiry.After::new);
  }

  private Optional<Attribute> attribute(Tree.Leaf leaf) {
    String text = leaf.text();
    String name = text.startsWith(USER) ? text.substring(USER.length()) : text;
    Optional<Attribute> attribute = surroundings.attribute(name);
    if (attribute.isEmpty()) {
      reporter.error(
          leaf.at(),
          "there is no 'user." + name + "'",
          Nearest.to(name, new TreeSet<>(surroundings.attributes().keySet()))
              .map(near -> "did you mean 'user." + near + "'?")
              .orElse("declare it under 'attributes:' with the path under which it is sent"));
      return Optional.empty();
    }
    boolean dated =
        switch (attribute.get().type()) {
          case TEXT, DATE -> true;
          case FLAG, NUMBER, TEXTS, NUMBERS -> false;
        };
    if (!dated) {
      reporter.error(leaf.at(), "'user." + name + "' is no date", "declare it with 'type: date'");
      return Optional.empty();
    }
    return attribute;
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.selector.ById;
import dev.rolecall.policy.selector.Parsed;
import dev.rolecall.policy.selector.Selector;
import dev.rolecall.policy.selector.Template;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads groups: one or a list, each by name, by a convention for names, or by id. */
final class GroupsReader {

  private static final String BY_ID = "group-id";

  private static final Keys ID =
      Keys.of(
          "a group by its id",
          Key.required(BY_ID, Form.Plain.TEXT, "The identity provider's id of it, or Rolecall's."));

  private static final Form GROUP = Form.either(Form.Plain.TEXT, new Form.Mapping(ID));

  static final Form FORM = Form.either(GROUP, new Form.Listing(GROUP));

  private final Problems.Reporter reporter;

  GroupsReader(Problems.Reporter reporter) {
    this.reporter = reporter;
  }

  /** What stands under {@code groups} and {@code group-id}. */
  List<Selector> anyOf(Fields fields, boolean exact) {
    List<Selector> selectors = new ArrayList<>();
    for (Tree item : items(fields, "groups")) {
      selector(item, "groups", exact).ifPresent(selectors::add);
    }
    fields.texts(BY_ID).forEach(leaf -> byId(leaf).ifPresent(selectors::add));
    return selectors;
  }

  /**
   * Groups without captures: what is captured there could not be tied to what 'groups' captures,
   * and people would think it is.
   */
  List<Selector> whole(Fields fields, String key, boolean exact) {
    List<Selector> selectors = new ArrayList<>();
    for (Tree item : items(fields, key)) {
      Optional<Selector> selector = selector(item, key, exact);
      if (selector.orElse(null) instanceof Template) {
        reporter.error(
            item.at(), "'" + key + "' here takes whole names, no captures", "name the groups");
      }
      selector.ifPresent(selectors::add);
    }
    return selectors;
  }

  private static List<Tree> items(Fields fields, String key) {
    Optional<Tree> tree = fields.get(key);
    return tree.isPresent() && tree.get() instanceof Tree.Listing list
        ? list.items()
        : tree.map(List::of).orElse(List.of());
  }

  private Optional<Selector> selector(Tree item, String key, boolean exact) {
    if (item instanceof Tree.Mapping) {
      return Fields.open(item, ID, reporter)
          .flatMap(fields -> fields.requiredText(BY_ID, ID.what()))
          .flatMap(this::byId);
    }
    return Fields.text(item, "'" + key + "'", reporter)
        .flatMap(leaf ->
            switch (Selector.parse(leaf.text(), exact)) {
              case Parsed.Right<Selector> right -> Optional.of(right.value());
              case Parsed.Wrong<Selector> wrong -> {
                reporter.error(leaf.at(), wrong.message(), wrong.remedy());
                yield Optional.empty();
              }
            });
  }

  private Optional<Selector> byId(Tree.Leaf leaf) {
    if (leaf.text().isBlank() || leaf.text().length() > Limits.MAX_PATTERN) {
      reporter.error(leaf.at(), "an id has 1 to " + Limits.MAX_PATTERN + " characters", null);
      return Optional.empty();
    }
    return Optional.of(new ById(leaf.text()));
  }
}

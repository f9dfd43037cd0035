package dev.rolecall.policy;

import dev.rolecall.policy.selector.Selector;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the rules of one file. */
final class RuleReader {
  static final Keys KEYS =
      Keys.of(
          "a rule",
          Key.required("id", Form.Plain.TEXT, "Unique over all files; it is in each audit record."),
          Key.of("description", Form.Plain.TEXT, "For people."),
          Key.of("groups", Form.Plain.TEXTS, "In any of these groups."),
          Key.of("all-groups", Form.Plain.TEXTS, "In each of these groups."),
          Key.of("exact", Form.Plain.FLAG, "Letter case of groups counts."),
          Key.of("where", new Form.Table("attribute", Form.Plain.ANY), "With these attributes."),
          Key.of("when", Form.Plain.TEXT, "For whom this expression (CEL) holds."),
          Key.of("except", new Form.Mapping(SelectionReader.EXCEPT), "But not these."),
          Key.required("grant", RoleTable.FORM, "What it gives: tool, scope, role."));

  private final Problems.Reporter reporter;
  private final SelectionReader selections;
  private final GrantReader grants;

  RuleReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.reporter = reporter;
    selections = new SelectionReader(surroundings, reporter);
    grants = new GrantReader(surroundings, reporter);
  }

  /** A rule and the place of its id, to find ids that are given twice. */
  record Placed(Tree.Leaf id, Rule rule) {}

  List<Placed> read(List<Tree> rules) {
    List<Placed> read = new ArrayList<>();
    for (Tree tree : rules) {
      Fields.open(tree, KEYS, reporter).flatMap(this::rule).ifPresent(read::add);
    }
    return read;
  }

  private Optional<Placed> rule(Fields fields) {
    Optional<Tree.Leaf> id =
        fields
            .requiredText("id", "a rule")
            .flatMap(leaf -> Identifiers.check(leaf, "the id of a rule", reporter));
    Optional<Tree.Leaf> description = fields.text("description");
    Rule.Selection selection = selections.read(fields);
    List<GrantLine> lines = List.of();
    Optional<Tree> grant = fields.get("grant");
    if (grant.isPresent()) {
      lines = grants.read(grant.get(), captures(selection));
    } else {
      reporter.error(
          fields.at(),
          "a rule without 'grant'" + description.map(text -> " (" + text.text() + ")").orElse(""),
          "add 'grant:' with tool, scope and role");
    }
    List<GrantLine> given = lines;
    return id.map(leaf -> new Placed(leaf, rule(leaf, fields, selection, given)));
  }

  private Rule rule(Tree.Leaf id, Fields fields, Rule.Selection selection, List<GrantLine> lines) {
    return new Rule(id.text(), reporter.file(), fields.at().line(), selection, lines);
  }

  /** What each alternative of {@code groups} captures; a grant may use what all of them capture. */
  private static GrantReader.Captured captures(Rule.Selection selection) {
    Map<String, List<String>> words = new TreeMap<>();
    List<String> everywhere = new ArrayList<>();
    for (Selector selector : selection.anyOf()) {
      selector
          .captures()
          .forEach(capture -> {
            words.computeIfAbsent(capture.name(), n -> new ArrayList<>()).addAll(capture.words());
            boolean inAll =
                selection.anyOf().stream()
                    .allMatch(other ->
                        other.captures().stream().anyMatch(c -> c.name().equals(capture.name())));
            if (inAll) {
              everywhere.add(capture.name());
            }
          });
    }
    return new GrantReader.Captured(words, everywhere);
  }
}

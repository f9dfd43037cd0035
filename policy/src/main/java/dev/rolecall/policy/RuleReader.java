package dev.rolecall.policy;

import dev.rolecall.policy.Statement.Says;
import dev.rolecall.policy.selector.Capture;
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
      new Keys(
          "a rule",
          SelectionReader.with(
              Key.of("expires", ExpiryReader.FORM, "When what it gives ends by itself."),
              Key.required("grant", RoleTable.FORM, "What it gives: tool, scope, role.")));

  private final Problems.Reporter reporter;
  private final SelectionReader selections;
  private final GrantReader grants;
  private final ExpiryReader expiries;

  RuleReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.reporter = reporter;
    selections = new SelectionReader(surroundings, reporter);
    grants = new GrantReader(surroundings, reporter);
    expiries = new ExpiryReader(surroundings, reporter);
  }

  List<Identified<Statement>> read(List<Tree> rules) {
    return Identified.read(rules, KEYS, reporter, this::rule);
  }

  private Optional<Statement> rule(Fields fields, Place place) {
    Selection selection = selections.read(fields);
    Optional<Expiry> expiry = fields.get("expires").flatMap(tree -> expiries.read(tree, selection));
    GrantReader.Captured captured = captures(selection);
    List<GrantLine> lines = grants.required(fields, KEYS.what(), captured);
    return Optional.of(
        new Statement(
            place, selection, new Says.Gives(lines, captured.samples(), expiry.orElse(null))));
  }

  /** What each alternative of {@code groups} captures; a grant may use what all of them capture. */
  private static GrantReader.Captured captures(Selection selection) {
    Map<String, List<Capture.Word>> words = new TreeMap<>();
    List<String> everywhere = new ArrayList<>();
    for (Selector selector : selection.anyOf()) {
      for (Capture capture : selector.captures()) {
        words.computeIfAbsent(capture.name(), name -> new ArrayList<>()).addAll(capture.words());
        boolean inAll =
            selection.anyOf().stream()
                .allMatch(other ->
                    other.captures().stream().anyMatch(c -> c.name().equals(capture.name())));
        if (inAll) {
          everywhere.add(capture.name());
        }
      }
    }
    return new GrantReader.Captured(words, everywhere);
  }
}

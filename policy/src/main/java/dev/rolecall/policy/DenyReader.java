package dev.rolecall.policy;

import dev.rolecall.policy.Statement.Says;
import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the denies of one file. */
final class DenyReader {

  /** The word for every tool there is and will be. */
  static final String ALL_TOOLS = "all-tools";

  private static final Form FROM =
      Form.either(Form.Plain.TEXTS, new Form.Table("tool", Form.Plain.TEXTS));

  static final Keys KEYS =
      new Keys(
          "a deny",
          SelectionReader.with(
              Key.required(
                  "from", FROM, "Tools, or tools with patterns of scopes, or 'all-tools'.")));

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;
  private final SelectionReader selections;

  DenyReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
    selections = new SelectionReader(surroundings, reporter);
  }

  List<Identified<Statement>> read(List<Tree> denies) {
    return Identified.read(denies, KEYS, reporter, this::deny);
  }

  private Optional<Statement> deny(Fields fields, Place place) {
    Selection selection = selections.read(fields);
    Optional<Tree> from = fields.get("from");
    if (from.isEmpty()) {
      reporter.error(fields.at(), "a deny has no 'from'", "add 'from: all-tools' or tools");
    }
    return from.map(tree -> new Statement(place, selection, new Says.Takes(reaches(tree))));
  }

  private List<Reach> reaches(Tree from) {
    List<Reach> reaches = new ArrayList<>();
    if (from instanceof Tree.Mapping mapping) {
      for (Tree.Entry entry : mapping.entries()) {
        List<ToolShapes> tools = tools(entry.key());
        for (Tree.Leaf leaf : Fields.texts(entry.value(), "a scope in 'from'", reporter)) {
          tools.forEach(tool -> ScopeCheck.meant(leaf, tool, reporter));
          reaches.add(new Reach(ToolShapes.names(tools), new ScopeGlob(leaf.text())));
        }
      }
    } else {
      for (Tree.Leaf leaf : Fields.texts(from, "a tool in 'from'", reporter)) {
        reaches.add(
            leaf.text().equals(ALL_TOOLS)
                ? Reach.EVERYTHING
                : new Reach(ToolShapes.names(tools(leaf)), null));
      }
      if (from instanceof Tree.Listing list && list.items().isEmpty()) {
        reporter.error(list.at(), "'from' names no tool: this denies nothing", null);
      }
    }
    return reaches;
  }

  private List<ToolShapes> tools(Tree.Leaf name) {
    return ToolWords.find(name, "denies nothing there", surroundings, reporter);
  }
}

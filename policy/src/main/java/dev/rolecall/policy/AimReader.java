package dev.rolecall.policy;

import dev.rolecall.policy.selector.Capture;
import dev.rolecall.policy.selector.Parsed;
import dev.rolecall.policy.selector.Wording;
import dev.rolecall.policy.text.Fold;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads which tools a grant is for. */
final class AimReader {

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;

  AimReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
  }

  /** Empty when no configured tool is meant; that was reported. */
  Optional<Aim> read(Tree.Leaf leaf, GrantReader.Captured captured) {
    if (leaf.text().indexOf('{') >= 0) {
      return captured(leaf, captured);
    }
    List<ToolShapes> tools = ToolWords.find(leaf, "grants nothing", surroundings, reporter);
    return tools.isEmpty() ? Optional.empty() : Optional.of(new Aim.Named(tools));
  }

  private Optional<Aim> captured(Tree.Leaf leaf, GrantReader.Captured captured) {
    if (!(Wording.parse(leaf.text()) instanceof Parsed.Right<Wording>(Wording wording))
        || wording.captures().size() != 1
        || !wording.isOnly(wording.captures().iterator().next())) {
      reporter.error(
          leaf.at(),
          "'" + leaf.text() + "' is not the name of a tool",
          "write a name, a family, a pattern like jenkins-*, or a capture alone: \"{tool}\"");
      return Optional.empty();
    }
    String name = wording.captures().iterator().next();
    if (!captured.everywhere().contains(name)) {
      reporter.error(
          leaf.at(),
          "'groups' captures no {" + name + "}, or not in every alternative",
          Nearest.remedy(name, captured.everywhere()));
      return Optional.empty();
    }
    List<Capture.Word> words = captured.words().getOrDefault(name, List.of());
    if (words.isEmpty()) {
      reporter.error(
          leaf.at(),
          "{" + name + "} may take any name: a tool has to be listed",
          "list the tools it may take, as in {" + name + "=jenkins-*}");
      return Optional.empty();
    }
    return Optional.of(new Aim.Captured(name, tools(leaf, words)));
  }

  private Map<String, ToolShapes> tools(Tree.Leaf leaf, List<Capture.Word> words) {
    Map<String, ToolShapes> byName = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    for (Capture.Word word : words) {
      List<ToolShapes> meant = tools(word);
      meant.forEach(tool -> byName.put(Fold.fold(tool.name()), tool));
      if (meant.isEmpty()) {
        unknown.add(word.text());
      }
    }
    for (String word : unknown) {
      reporter.warning(
          leaf.at(),
          "'" + word + "' is not configured: grants nothing",
          "add it under 'tools:' of the configuration");
    }
    return byName;
  }

  private List<ToolShapes> tools(Capture.Word word) {
    if (word.isGlob()) {
      ScopeGlob glob = new ScopeGlob(word.text());
      return surroundings.tools().values().stream()
          .filter(tool -> glob.matches(tool.name()))
          .toList();
    }
    return surroundings.tool(word.value()).map(List::of).orElse(List.of());
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads how far a tool is in Rolecall's hands. */
final class ControlReader {
  private static final SortedMap<String, Mode> MODES = new TreeMap<>();

  static {
    for (Mode mode : Mode.values()) {
      MODES.put(mode.name().toLowerCase(Locale.ROOT), mode);
    }
  }

  private static final Keys KEYS =
      Keys.of(
          "'control' of",
          Key.of(
              "mode",
              new Form.Words(List.copyOf(MODES.keySet())),
              "observe: read and report. additive: grant. enforce: grant and revoke."),
          Key.of("manage", Form.Plain.TEXTS, "Scopes that may be read and changed."),
          Key.of("protect", Form.Plain.TEXTS, "Accounts that are never changed."));

  static final Form FORM = new Form.Table("tool", new Form.Mapping(KEYS));

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;

  ControlReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
  }

  /** Empty when the tool is not configured or its entry cannot be used; both were reported. */
  Optional<ToolControl> read(Tree.Entry entry) {
    Optional<ToolShapes> tool = surroundings.tool(entry.key().text());
    if (tool.isEmpty()) {
      NotConfigured.report(entry.key(), "controls nothing", surroundings, reporter);
    }
    Optional<ToolControl> control =
        Fields.open(entry.value(), KEYS.of(entry.key().text()), reporter)
            .map(fields -> control(fields, tool));
    return tool.flatMap(configured -> control);
  }

  private ToolControl control(Fields fields, Optional<ToolShapes> tool) {
    Mode mode = fields.text("mode").flatMap(this::mode).orElse(Mode.OBSERVE);
    List<Tree.Leaf> manage = fields.texts("manage");
    List<Tree.Leaf> protect = fields.texts("protect");
    manage.forEach(pattern -> check(pattern, tool));
    protect.forEach(this::checkLength);
    return new ToolControl(mode, texts(manage), texts(protect));
  }

  private Optional<Mode> mode(Tree.Leaf leaf) {
    Optional<Mode> mode = Optional.ofNullable(MODES.get(leaf.text()));
    if (mode.isEmpty()) {
      reporter.error(
          leaf.at(),
          "unknown mode '" + leaf.text() + "'",
          Nearest.remedy(leaf.text(), MODES.keySet()));
    }
    return mode;
  }

  /** A pattern that means no scope the tool could have is a mistake. */
  private void check(Tree.Leaf leaf, Optional<ToolShapes> tool) {
    String pattern = leaf.text();
    boolean everything = pattern.equals("*") || pattern.equals("**");
    if (!checkLength(leaf) || tool.isEmpty() || everything) {
      return;
    }
    String sample = pattern.replaceAll("\\*{1,2}", "x");
    if (tool.get().of(sample).isEmpty()) {
      reporter.error(
          leaf.at(), tool.get().noSuchScope(pattern), tool.get().scopesThereAre(pattern));
    }
  }

  private boolean checkLength(Tree.Leaf leaf) {
    boolean right = !leaf.text().isBlank() && leaf.text().length() <= Limits.MAX_PATTERN;
    if (!right) {
      reporter.error(leaf.at(), "a pattern has 1 to " + Limits.MAX_PATTERN + " characters", null);
    }
    return right;
  }

  private static List<String> texts(List<Tree.Leaf> leaves) {
    return leaves.stream().map(Tree.Leaf::text).toList();
  }
}

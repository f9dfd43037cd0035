package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads how far a tool is in Rolecall's hands. */
final class ControlReader {
  private static final SortedMap<String, Mode> MODES = new TreeMap<>();
  private static final SortedMap<String, LeaversMode> LEAVERS = new TreeMap<>();

  static {
    for (Mode mode : Mode.values()) {
      MODES.put(mode.name().toLowerCase(Locale.ROOT), mode);
    }
    for (LeaversMode mode : LeaversMode.values()) {
      LEAVERS.put(mode.name().toLowerCase(Locale.ROOT), mode);
    }
  }

  private static final Keys KEYS =
      Keys.of(
          "'control' of",
          Key.of(
              "mode",
              new Form.Words(List.copyOf(MODES.keySet())),
              "observe: read and report. additive: grant. enforce: grant and revoke."),
          Key.of(
              "modes",
              new Form.Table("scopes", new Form.Words(List.copyOf(MODES.keySet()))),
              "Modes of some scopes; the first pattern that fits counts."),
          Key.of(
              "leavers",
              new Form.Words(List.copyOf(LEAVERS.keySet())),
              "enforce: offboard them whatever the mode. propose: only report."),
          Key.of("manage", Form.Plain.TEXTS, "Scopes that may be read and changed."),
          Key.of("protect", Form.Plain.TEXTS, "Accounts that are never changed."));

  static final Form FORM = new Form.Table("tool", new Form.Mapping(KEYS));

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;

  ControlReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
  }

  /**
   * One for each tool that the entry means; none when no such tool is configured or the entry
   * cannot be used, both of which were reported.
   */
  SortedMap<String, ToolControl> read(Tree.Entry entry) {
    List<ToolShapes> tools =
        ToolWords.find(entry.key(), "controls nothing", surroundings, reporter);
    Optional<ToolControl> control =
        Fields.open(entry.value(), KEYS.of(entry.key().text()), reporter)
            .map(fields -> control(fields, tools));
    SortedMap<String, ToolControl> read = new TreeMap<>();
    control.ifPresent(each -> tools.forEach(tool -> read.put(tool.name(), each)));
    return read;
  }

  private ToolControl control(Fields fields, List<ToolShapes> tools) {
    Mode mode =
        fields
            .text("mode")
            .flatMap(leaf -> Words.one(leaf, "'mode'", reporter, MODES))
            .orElse(Mode.OBSERVE);
    List<Tree.Leaf> manage = fields.texts("manage");
    List<Tree.Leaf> protect = fields.texts("protect");
    // A pattern that means no scope the tool could have is a mistake.
    tools.forEach(tool -> manage.forEach(each -> ScopeCheck.meant(each, tool, reporter)));
    protect.forEach(each -> ScopeCheck.length(each, reporter));
    Optional<LeaversMode> leavers =
        fields.text("leavers").flatMap(leaf -> Words.one(leaf, "'leavers'", reporter, LEAVERS));
    return new ToolControl(
        mode, texts(manage), texts(protect), modes(fields.entries("modes"), tools), leavers);
  }

  private List<ScopeMode> modes(List<Tree.Entry> entries, List<ToolShapes> tools) {
    List<ScopeMode> modes = new ArrayList<>();
    for (Tree.Entry entry : entries) {
      Tree.Leaf scopes = entry.key();
      tools.forEach(tool -> ScopeCheck.meant(scopes, tool, reporter));
      String what = "the mode of '" + scopes.text() + "'";
      Fields.text(entry.value(), what, reporter)
          .flatMap(leaf -> Words.one(leaf, what, reporter, MODES))
          .ifPresent(mode -> modes.add(new ScopeMode(scopes.text(), mode)));
    }
    return modes;
  }

  private static List<String> texts(List<Tree.Leaf> leaves) {
    return leaves.stream().map(Tree.Leaf::text).toList();
  }
}

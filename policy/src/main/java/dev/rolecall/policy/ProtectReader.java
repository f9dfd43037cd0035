package dev.rolecall.policy;

import dev.rolecall.policy.safety.Protection;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads accounts that are protected. */
final class ProtectReader {
  private static final String ON_ANY_CHANGE = "on-any-change";

  private static final Keys KEYS =
      Keys.of(
          "a protection",
          Key.required("id", Form.Plain.TEXT, "Unique over all files."),
          Key.of("description", Form.Plain.TEXT, "For people."),
          Key.required("tool", Form.Plain.TEXT, "Its name, a family or a pattern with '*'."),
          Key.required("accounts", Form.Plain.TEXTS, "Ids, logins or patterns with '*'."),
          Key.of(
              "keep",
              new Form.Table("scope", Form.Plain.TEXTS),
              "Roles that they hold and get back."),
          Key.of("alert", Form.words(ON_ANY_CHANGE), "Whether changes by others are reported."));

  static final Form FORM = new Form.Listing(new Form.Mapping(KEYS));

  private final Surroundings surroundings;
  private final Once once;
  private final List<Protection> protections = new ArrayList<>();

  ProtectReader(Surroundings surroundings, Once once) {
    this.surroundings = surroundings;
    this.once = once;
  }

  List<Protection> read() {
    return protections;
  }

  void read(List<Tree> items, Problems.Reporter reporter) {
    for (Tree item : items) {
      Fields.open(item, KEYS, reporter)
          .flatMap(fields -> protection(fields, reporter))
          .ifPresent(protections::add);
    }
  }

  private Optional<Protection> protection(Fields fields, Problems.Reporter reporter) {
    Optional<Tree.Leaf> id = SectionIds.of(fields, "a protection", once, reporter);
    fields.text("description");
    List<ToolShapes> tools =
        fields
            .requiredText("tool", "a protection")
            .map(leaf -> ToolWords.find(leaf, "protects nothing", surroundings, reporter))
            .orElse(List.of());
    List<Tree.Leaf> accounts = fields.texts("accounts");
    accounts.forEach(account -> ScopeCheck.length(account, reporter));
    if (accounts.isEmpty() && !(fields.get("accounts").orElse(null) instanceof Tree.Leaf)) {
      reporter.error(fields.at(), "a protection names no account", "add 'accounts:' with logins");
    }
    SortedMap<String, SortedSet<String>> keep = keep(fields, tools, reporter);
    boolean alert = alert(fields, reporter);
    return id.map(leaf ->
        new Protection(
            leaf.text(),
            reporter.file(),
            fields.at().line(),
            tools.stream().map(ToolShapes::name).toList(),
            accounts.stream().map(Tree.Leaf::text).toList(),
            keep,
            alert));
  }

  private static SortedMap<String, SortedSet<String>> keep(
      Fields fields, List<ToolShapes> tools, Problems.Reporter reporter) {
    SortedMap<String, SortedSet<String>> keep = new TreeMap<>();
    for (RoleTable.Cell cell : RoleTable.cells(fields.entries("keep"), reporter)) {
      ScopeCheck.some(cell, reporter);
      tools.forEach(tool -> check(cell, tool, reporter));
      SortedSet<String> roles = new TreeSet<>();
      cell.roles().forEach(role -> roles.add(role.text()));
      keep.put(cell.scope().text(), roles);
    }
    return keep;
  }

  private static void check(RoleTable.Cell cell, ToolShapes tool, Problems.Reporter reporter) {
    Optional<Shape> shape = ScopeCheck.named(cell.scope(), tool, reporter);
    if (shape.isEmpty()) {
      return;
    }
    ScopeCheck.roles(cell.roles(), List.of(shape.get()), tool, reporter);
    if (shape.get().kind() == RoleKind.LADDER && cell.roles().size() > 1) {
      reporter.error(
          cell.where().at(),
          "%s is a ladder: one role in '%s' can be kept"
              .formatted(tool.name(), cell.scope().text()),
          "name the highest");
    }
  }

  private static boolean alert(Fields fields, Problems.Reporter reporter) {
    Optional<Tree.Leaf> alert = fields.text("alert");
    boolean right = alert.filter(leaf -> leaf.text().equals(ON_ANY_CHANGE)).isPresent();
    if (alert.isPresent() && !right) {
      reporter.error(
          alert.get().at(),
          "unknown alert '" + alert.get().text() + "'",
          Nearest.remedy(alert.get().text(), List.of(ON_ANY_CHANGE)));
    }
    return right;
  }
}

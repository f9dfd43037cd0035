package dev.rolecall.policy;

import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.yaml.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the tests in a file. */
final class TestReader {
  /** What somebody in a test is like; the attributes are those that the files know. */
  private static final Form PERSON = new Form.Table("attribute, or groups", Form.Plain.ANY);

  static final Keys TEST =
      Keys.of(
          "a test",
          Key.required("name", Form.Plain.TEXT, "What it shows, as a sentence."),
          Key.of("at", Form.Plain.INSTANT, "The moment it is for; without it nothing has ended."),
          Key.required("user", PERSON, "Attributes and groups of a person."),
          Key.required("expect", RoleTable.FORM, "What the person holds, tool by tool."));
  private static final Keys GROUP =
      Keys.of(
          "a group of a test",
          Key.required("name", Form.Plain.TEXT, "Its name."),
          Key.of("id", Form.Plain.TEXT, "Its id at the identity provider, for 'group-id'."),
          Key.of("since", Form.Plain.INSTANT, "When the person joined it."));

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;
  private final Keys user;

  TestReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
    List<Key> known = new ArrayList<>();
    surroundings.attributes().keySet().stream()
        .map(name -> Key.of(name, Form.Plain.ANY, "An attribute."))
        .forEach(known::add);
    known.add(Key.of("groups", Form.Plain.ANY, "The groups that the person is in."));
    known.add(Key.of("directory", Form.Plain.TEXT, "The directory that the person is in."));
    user = new Keys("the user of a test", known);
  }

  List<TestCase> read(List<Tree> tests) {
    List<TestCase> read = new ArrayList<>();
    for (Tree tree : tests) {
      Fields.open(tree, TEST, reporter).flatMap(this::test).ifPresent(read::add);
    }
    return read;
  }

  private Optional<TestCase> test(Fields fields) {
    Optional<Tree.Leaf> name = fields.requiredText("name", "a test");
    Instant at =
        fields.text("at").flatMap(leaf -> Instants.read(leaf, reporter)).orElse(Instant.EPOCH);
    Optional<Fields> person = fields.get("user").flatMap(tree -> Fields.open(tree, user, reporter));
    if (fields.get("user").isEmpty()) {
      reporter.error(fields.at(), "a test has no 'user'", "add 'user:'");
    }
    Optional<Tree> expect = fields.get("expect");
    if (expect.isEmpty()) {
      reporter.error(fields.at(), "a test has no 'expect'", "add 'expect:' with at least a tool");
    }
    SortedMap<String, SortedMap<String, SortedSet<String>>> expected =
        expect.map(this::expected).orElse(new TreeMap<>());
    Optional<Subject> subject = person.map(p -> subject(p, at));
    return name.flatMap(leaf ->
        subject.map(
            s -> new TestCase(leaf.text(), reporter.file(), fields.at().line(), at, s, expected)));
  }

  private Subject subject(Fields fields, Instant at) {
    SortedMap<String, Object> values = new TreeMap<>();
    for (Attribute attribute : surroundings.attributes().values()) {
      fields
          .get(attribute.name())
          .flatMap(tree -> value(attribute, tree))
          .ifPresent(value -> values.put(attribute.path(), value));
    }
    values.remove(Attribute.ACTIVE.path());
    List<GroupMembership> groups = new ArrayList<>();
    List<Tree> items =
        fields.get("groups").orElse(null) instanceof Tree.Leaf leaf
            ? List.of(leaf)
            : fields.items("groups");
    for (Tree item : items) {
      group(item, at).ifPresent(groups::add);
    }
    boolean active = fields.flag(Attribute.ACTIVE.name(), true);
    String directory = fields.text("directory").map(Tree.Leaf::text).orElse("test");
    return new Subject(directory, "test", active, values, groups);
  }

  private Optional<?> value(Attribute attribute, Tree tree) {
    if (attribute.equals(Attribute.ACTIVE)) {
      return Optional.empty();
    }
    String what = "'" + attribute.name() + "'";
    return switch (attribute.type()) {
      case TEXTS ->
          Optional.of(Fields.texts(tree, what, reporter).stream().map(Tree.Leaf::text).toList());
      case NUMBERS ->
          Optional.of(
              (tree instanceof Tree.Listing list ? list.items() : List.of(tree))
                  .stream()
                      .flatMap(each ->
                          AttributeValue.read(attribute.type(), each, what, reporter).stream())
                      .map(Object::toString)
                      .toList());
      case NUMBER ->
          AttributeValue.read(attribute.type(), tree, what, reporter).map(Object::toString);
      case DATE ->
          Fields.text(tree, what, reporter)
              .filter(
                  leaf -> AttributeValue.read(attribute.type(), leaf, what, reporter).isPresent())
              .map(Tree.Leaf::text);
      case TEXT, FLAG -> AttributeValue.read(attribute.type(), tree, what, reporter);
    };
  }

  /** Its id is its name: a test has no other. */
  private Optional<GroupMembership> group(Tree tree, Instant at) {
    if (!(tree instanceof Tree.Mapping)) {
      return Fields.text(tree, "a group", reporter)
          .map(leaf -> new GroupMembership(leaf.text(), leaf.text(), null, at));
    }
    Optional<Fields> fields = Fields.open(tree, GROUP, reporter);
    Instant since =
        fields
            .flatMap(f -> f.text("since"))
            .flatMap(leaf -> Instants.read(leaf, reporter))
            .orElse(at);
    Optional<String> id = fields.flatMap(f -> f.text("id")).map(Tree.Leaf::text);
    return fields
        .flatMap(f -> f.requiredText("name", "a group of a test"))
        .map(leaf -> new GroupMembership(leaf.text(), leaf.text(), id.orElse(null), since));
  }

  private SortedMap<String, SortedMap<String, SortedSet<String>>> expected(Tree tree) {
    SortedMap<String, SortedMap<String, SortedSet<String>>> expected = new TreeMap<>();
    List<RoleTable.Row> rows = RoleTable.read(tree, "'expect'", reporter);
    if (tree instanceof Tree.Mapping mapping && mapping.entries().isEmpty()) {
      reporter.error(
          tree.at(),
          "'expect' names no tool: this test could not fail",
          "add 'TOOL: {}' for nothing in that tool");
    }
    for (RoleTable.Row row : rows) {
      Optional<ToolShapes> tool = surroundings.tool(row.tool().text());
      if (tool.isEmpty()) {
        NotConfigured.report(row.tool(), "not compared", surroundings, reporter);
      } else {
        expected.put(row.tool().text(), scopes(row, tool.get()));
      }
    }
    return expected;
  }

  private SortedMap<String, SortedSet<String>> scopes(RoleTable.Row row, ToolShapes tool) {
    SortedMap<String, SortedSet<String>> scopes = new TreeMap<>();
    for (RoleTable.Cell cell : row.cells()) {
      Optional<Shape> shape = tool.of(cell.scope().text());
      if (shape.isEmpty()) {
        reporter.error(
            cell.scope().at(),
            tool.noSuchScope(cell.scope().text()),
            tool.scopesThereAre(cell.scope().text()));
        continue;
      }
      SortedSet<String> roles = new TreeSet<>();
      for (Tree.Leaf role : cell.roles()) {
        RoleCheck.exact(role, tool, shape.get(), reporter);
        roles.add(role.text());
      }
      if (!roles.isEmpty()) {
        scopes.put(cell.scope().text(), roles);
      }
    }
    return scopes;
  }
}

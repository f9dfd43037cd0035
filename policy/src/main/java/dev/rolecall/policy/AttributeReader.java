package dev.rolecall.policy;

import com.google.re2j.Pattern;
import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads extension attributes that files declare; they hold for all files. */
final class AttributeReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final Pattern PATH =
      Pattern.compile("(?i)urn:[a-z0-9][a-z0-9-]{0,31}:[a-z0-9._:-]{1,400}:[a-z][a-z0-9_-]{0,63}");
  private static final SortedMap<String, Attribute.Type> TYPES =
      new TreeMap<>(
          Map.of(
              "text", Attribute.Type.TEXT,
              "flag", Attribute.Type.FLAG,
              "number", Attribute.Type.NUMBER,
              "date", Attribute.Type.DATE,
              "texts", Attribute.Type.TEXTS,
              "numbers", Attribute.Type.NUMBERS));

  private static final Keys KEYS =
      Keys.of(
          "attribute",
          Key.required("path", Form.Plain.TEXT, "Schema URN, a colon and the attribute."),
          Key.of("type", new Form.Words(List.copyOf(TYPES.keySet())), "What its values are."));

  static final Form FORM =
      new Form.Table("name in conditions", Form.either(Form.Plain.TEXT, new Form.Mapping(KEYS)));

  private final SortedMap<String, Attribute> attributes = new TreeMap<>();
  private final SortedMap<String, String> declaredIn = new TreeMap<>();

  AttributeReader() {
    Attribute.STANDARD.forEach(attribute -> attributes.put(attribute.name(), attribute));
  }

  SortedMap<String, Attribute> attributes() {
    return attributes;
  }

  /** Names and paths of those that are declared, without the standard ones. */
  SortedMap<String, String> declared() {
    SortedMap<String, String> paths = new TreeMap<>();
    attributes.values().stream()
        .filter(attribute -> !Attribute.STANDARD.contains(attribute))
        .forEach(attribute -> paths.put(attribute.name(), attribute.path()));
    return paths;
  }

  void read(Tree.Entry entry, Problems.Reporter reporter) {
    String name = entry.key().text();
    if (!NAME.matches(name)) {
      reporter.error(entry.key().at(), "the name of an attribute is letters, digits and '_'", null);
      return;
    }
    if (attributes.containsKey(name)) {
      String where = declaredIn.getOrDefault(name, "the standard attributes");
      reporter.error(
          entry.key().at(), "attribute '" + name + "' is already in " + where, "use another name");
      return;
    }
    attribute(name, entry.value(), reporter)
        .ifPresent(attribute -> {
          attributes.put(name, attribute);
          declaredIn.put(name, reporter.file() + ":" + entry.key().at().line());
        });
  }

  private Optional<Attribute> attribute(String name, Tree value, Problems.Reporter reporter) {
    if (!(value instanceof Tree.Mapping)) {
      return Fields.text(value, "'" + name + "'", reporter)
          .flatMap(leaf -> path(leaf, reporter))
          .map(path -> new Attribute(name, path, Attribute.Type.TEXT));
    }
    Optional<Fields> fields = Fields.open(value, KEYS.of(name), reporter);
    Optional<Attribute.Type> type = fields.map(f -> type(f, reporter));
    return fields
        .flatMap(f -> f.requiredText("path", "attribute '" + name + "'"))
        .flatMap(leaf -> path(leaf, reporter))
        .map(path -> new Attribute(name, path, type.orElse(Attribute.Type.TEXT)));
  }

  private static Attribute.Type type(Fields fields, Problems.Reporter reporter) {
    Optional<Tree.Leaf> leaf = fields.text("type");
    if (leaf.isPresent() && !TYPES.containsKey(leaf.get().text())) {
      String text = leaf.get().text();
      reporter.error(
          leaf.get().at(),
          "unknown type '" + text + "' of attribute",
          Nearest.remedy(text, TYPES.keySet()));
    }
    return leaf.map(text -> TYPES.get(text.text())).orElse(Attribute.Type.TEXT);
  }

  private static Optional<String> path(Tree.Leaf leaf, Problems.Reporter reporter) {
    if (PATH.matches(leaf.text())) {
      return Optional.of(leaf.text());
    }
    reporter.error(
        leaf.at(),
        "'" + leaf.text() + "' is not the path of an extension attribute",
        "write the schema, a colon and the attribute, as in"
            + " urn:ietf:params:scim:schemas:extension:acme:2.0:User:contractEnd");
    return Optional.empty();
  }
}

package dev.rolecall.ingest.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Filters and paths that follow the grammar and the schemas of a user, in any spelling. */
final class GrammarFuzz {

  private static final int MOST_NESTED = 5;
  private static final String[] TEXTS = {
    "\"a\"",
    "\"\"",
    "\"ada@example.com\"",
    "\"\\u00e4\\n\\\\ \\\"\"",
    "\"𐍈 ẞ ς\"",
    "\"2026\"",
    "null"
  };
  private static final String[] MOMENTS = {
    "\"2026-03-01T10:00:00Z\"",
    "\"2026-03-01T10:00:00.123+14:00\"",
    "\"0001-01-01T00:00:00\"",
    "null"
  };

  private final RandomGenerator random;

  GrammarFuzz(RandomGenerator random) {
    this.random = random;
  }

  String filter() {
    return filter(0, null);
  }

  /** With or without elements chosen in brackets. */
  String path() {
    Schema schema = schema();
    Attribute attribute = one(schema.attributes());
    String name = qualified(schema, attribute.name());
    List<Attribute> subs = attribute.subAttributes();
    boolean isChosen = !subs.isEmpty() && random.nextBoolean();
    String brackets = isChosen ? "[" + filter(3, attribute) + "]" : "";
    return spelled(name)
        + brackets
        + (subs.isEmpty() || random.nextBoolean() ? "" : "." + spelled(one(subs).name()));
  }

  private String filter(int depth, @Nullable Attribute within) {
    String space = " ".repeat(random.nextInt(1, 3));
    return switch (depth >= MOST_NESTED ? 9 : random.nextInt(10)) {
      case 0, 1 ->
          filter(depth + 1, within) + space + spelled("and") + space + filter(depth + 1, within);
      case 2, 3 ->
          filter(depth + 1, within) + space + spelled("or") + space + filter(depth + 1, within);
      case 4 ->
          spelled("not") + " ".repeat(random.nextInt(2)) + "(" + filter(depth + 1, within) + ")";
      case 5 -> "(" + space + filter(depth + 1, within) + ")";
      default -> within == null ? term(depth) : comparison(one(within.subAttributes()), "");
    };
  }

  private String term(int depth) {
    Schema schema = schema();
    Attribute attribute = one(schema.attributes());
    if (attribute.mutability() == Attribute.Mutability.WRITE_ONLY) {
      return "userName pr";
    }
    String name = qualified(schema, attribute.name());
    if (attribute.type() != Attribute.Type.COMPLEX) {
      return comparison(attribute, name);
    }
    return switch (random.nextInt(4)) {
      case 0 -> spelled(name) + " pr";
      case 1 -> spelled(name) + "[" + filter(depth + 1, attribute) + "]";
      default -> {
        Attribute sub = one(attribute.subAttributes());
        yield comparison(sub, name + "." + sub.name());
      }
    };
  }

  private String comparison(Attribute attribute, String qualified) {
    String name = spelled(qualified.isEmpty() ? attribute.name() : qualified);
    return switch (attribute.type()) {
      case STRING, REFERENCE ->
          name + " " + operator("eq", "ne", "co", "sw", "ew", "gt", "le") + one(TEXTS);
      case BINARY -> name + " " + operator("eq", "ne", "co") + one(TEXTS);
      case BOOLEAN -> name + " " + operator("eq", "ne") + one("true", "false", "null");
      case DATE_TIME -> name + " " + operator("eq", "ne", "gt", "ge", "lt", "le") + one(MOMENTS);
      case INTEGER, DECIMAL, COMPLEX, UNTYPED -> name + " pr";
    };
  }

  /** What orders cannot be asked of null. */
  private String operator(String... operators) {
    return spelled(one(operators)) + " ";
  }

  private Schema schema() {
    return random.nextInt(4) == 0 ? UserSchema.ENTERPRISE : UserSchema.CORE;
  }

  private String qualified(Schema schema, String name) {
    boolean isCore = schema.equals(UserSchema.CORE);
    return (isCore && random.nextBoolean() ? "" : schema.urn() + ":") + name;
  }

  /** Letter case never matters in names and keywords. */
  private String spelled(String text) {
    return switch (random.nextInt(6)) {
      case 0 -> text.toUpperCase(Locale.ROOT);
      case 1 -> text.toLowerCase(Locale.ROOT);
      default -> text;
    };
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T one(List<T> choices) {
    return new ArrayList<>(choices).get(random.nextInt(choices.size()));
  }
}

package dev.rolecall.sandbox.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One GraphQL operation, as far as the simulator understands the language: fields with aliases and
 * arguments, variables, inline fragments. No directives, no named fragments.
 */
final class GraphqlDocument {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:,|#[^\\n]*)*\\s*(\\.\\.\\.|[{}()\\[\\]:=$!]|\"[^\"\\\\]*\"|-?[0-9]+|[_A-Za-z][_0-9A-Za-z]*)");

  /** Deeper than any document a client of ours sends. */
  private static final int MAX_DEPTH = 20;

  private final List<String> tokens = new ArrayList<>();
  private final JsonNode variables;
  private int next;

  /**
   * A field that is asked for.
   *
   * @param key under which the answer has it
   * @param on of an inline fragment: the type it is for; the name is "..." then
   */
  record Field(
      String key,
      String name,
      Map<String, @Nullable Object> arguments,
      List<Field> selection,
      @Nullable String on) {

    @Nullable String text(String argument) {
      Object value = arguments.get(argument);
      return value == null ? null : value.toString();
    }

    int number(String argument, int otherwise) {
      return arguments.get(argument) instanceof Number number ? number.intValue() : otherwise;
    }
  }

  /** What is to be done. */
  record Operation(boolean mutation, List<Field> selection) {}

  private GraphqlDocument(String text, JsonNode variables) {
    this.variables = variables;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("Parse error");
    }
  }

  /**
   * Reads the only operation of a document.
   *
   * @throws IllegalArgumentException when it is none that this simulator understands
   */
  static Operation parse(String text, JsonNode variables) {
    GraphqlDocument document = new GraphqlDocument(text, variables);
    boolean mutation = document.operation();
    List<Field> selection = document.selection(0);
    if (document.next != document.tokens.size()) {
      throw new IllegalArgumentException("Parse error: more than one operation");
    }
    return new Operation(mutation, selection);
  }

  private boolean operation() {
    if (peek().equals("{")) {
      return false;
    }
    String kind = take();
    if (!kind.equals("query") && !kind.equals("mutation")) {
      throw new IllegalArgumentException("Parse error on \"" + kind + "\"");
    }
    if (!peek().equals("(") && !peek().equals("{")) {
      take();
    }
    if (peek().equals("(")) {
      while (!take().equals(")")) {
        // Types and defaults of variables are for a validator.
        peek();
      }
    }
    return kind.equals("mutation");
  }

  private List<Field> selection(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("Too deep");
    }
    expect("{");
    List<Field> fields = new ArrayList<>();
    while (!peek().equals("}")) {
      fields.add(peek().equals("...") ? fragment(depth) : field(depth));
    }
    expect("}");
    return fields;
  }

  private Field fragment(int depth) {
    expect("...");
    expect("on");
    String on = take();
    return new Field("...", "...", Map.of(), selection(depth + 1), on);
  }

  private Field field(int depth) {
    String key = take();
    String name = key;
    if (peek().equals(":")) {
      take();
      name = take();
    }
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    if (peek().equals("(")) {
      take();
      while (!peek().equals(")")) {
        String argument = take();
        expect(":");
        arguments.put(argument, value());
      }
      take();
    }
    List<Field> selection = peek().equals("{") ? selection(depth + 1) : List.of();
    return new Field(key, name, arguments, selection, null);
  }

  private @Nullable Object value() {
    String token = take();
    return switch (token) {
      case "$" -> plain(variables.path(take()));
      case "[" -> list();
      case "{" -> object();
      case "null" -> null;
      case "true", "false" -> Boolean.valueOf(token);
      default -> scalar(token);
    };
  }

  private static Object scalar(String token) {
    if (token.startsWith("\"")) {
      return token.substring(1, token.length() - 1);
    }
    return token.matches("-?[0-9]{1,9}") ? (Object) Integer.valueOf(token) : token;
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> values = new ArrayList<>();
    while (!peek().equals("]")) {
      values.add(value());
    }
    take();
    return values;
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (!peek().equals("}")) {
      String name = take();
      expect(":");
      values.put(name, value());
    }
    take();
    return values;
  }

  private static @Nullable Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      node.properties().forEach(entry -> values.put(entry.getKey(), plain(entry.getValue())));
      return values;
    }
    if (node.isArray()) {
      List<@Nullable Object> values = new ArrayList<>();
      node.forEach(one -> values.add(plain(one)));
      return values;
    }
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    return node.isInt() ? (Object) node.asInt() : node.asText();
  }

  private String peek() {
    if (next >= tokens.size()) {
      throw new IllegalArgumentException("Parse error on end of file");
    }
    return tokens.get(next);
  }

  private String take() {
    String token = peek();
    next++;
    return token;
  }

  private void expect(String token) {
    if (!take().equals(token)) {
      throw new IllegalArgumentException("Parse error: expected " + token);
    }
  }
}

package dev.rolecall.sandbox.jenkins;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code tree=a,b[c]} leaves of an exported object; {@code _class} always stays. */
final class Tree {
  private final Map<String, Tree> fields = new LinkedHashMap<>();

  private Tree() {}

  static @Nullable Object select(Optional<String> expression, Map<String, @Nullable Object> json) {
    if (expression.isEmpty()) {
      return json;
    }
    int[] at = {0};
    return parse(expression.get(), at).of(json);
  }

  private static Tree parse(String text, int[] at) {
    Tree tree = new Tree();
    StringBuilder name = new StringBuilder();
    Tree inner = new Tree();
    while (at[0] < text.length() && text.charAt(at[0]) != ']') {
      char next = text.charAt(at[0]++);
      if (next == ',') {
        tree.fields.put(name.toString(), inner);
        name.setLength(0);
        inner = new Tree();
      } else if (next == '[') {
        inner = parse(text, at);
        at[0]++;
      } else {
        name.append(next);
      }
    }
    tree.fields.put(name.toString(), inner);
    return tree;
  }

  private @Nullable Object of(@Nullable Object value) {
    if (fields.isEmpty()) {
      return value;
    }
    return switch (value) {
      case List<?> list -> list.stream().map(this::of).toList();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        map.forEach((key, field) -> {
          Tree inner = fields.get(String.valueOf(key));
          if (inner != null) {
            kept.put(String.valueOf(key), inner.of(field));
          } else if (String.valueOf(key).equals("_class")) {
            kept.put("_class", field);
          }
        });
        yield kept;
      }
      case null, default -> value;
    };
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Spot;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping whose keys are known. Everything else in it is reported when it is opened. */
final class Fields {
  private final Spot at;
  private final Map<String, Tree> values = new LinkedHashMap<>();
  private final Problems.Reporter reporter;

  private Fields(Spot at, Problems.Reporter reporter) {
    this.at = at;
    this.reporter = reporter;
  }

  /** Empty when it is no mapping; that has been reported. */
  static Optional<Fields> open(Tree tree, Keys keys, Problems.Reporter reporter) {
    return mapping(tree, keys.what(), reporter)
        .map(mapping -> {
          Fields fields = new Fields(mapping.at(), reporter);
          mapping.entries().forEach(entry -> fields.take(entry, keys));
          return fields;
        });
  }

  private void take(Tree.Entry entry, Keys keys) {
    String key = entry.key().text();
    if (keys.names().contains(key)) {
      values.put(key, entry.value());
    } else {
      reporter.error(
          entry.key().at(),
          "unknown key '" + key + "' in " + keys.what(),
          Nearest.remedy(key, keys.names()));
    }
  }

  Spot at() {
    return at;
  }

  Optional<Tree> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  Optional<Tree.Leaf> text(String key) {
    return get(key).flatMap(tree -> text(tree, "'" + key + "'", reporter));
  }

  Optional<Tree.Leaf> requiredText(String key, String what) {
    if (!values.containsKey(key)) {
      reporter.error(at, what + " has no '" + key + "'", "add '" + key + ":'");
    }
    return text(key);
  }

  /** One text or a list of texts. */
  List<Tree.Leaf> texts(String key) {
    return get(key).map(tree -> texts(tree, "'" + key + "'", reporter)).orElse(List.of());
  }

  boolean flag(String key, boolean missing) {
    Tree tree = values.get(key);
    if (tree instanceof Tree.Leaf leaf && leaf.scalar() == Tree.Scalar.BOOLEAN) {
      return Boolean.parseBoolean(leaf.text());
    }
    if (tree != null) {
      reporter.error(
          tree.at(), "'" + key + "' is true or false, not " + tree.kind(), "write true or false");
    }
    return missing;
  }

  List<Tree> items(String key) {
    Tree tree = values.get(key);
    if (tree instanceof Tree.Listing listing) {
      return listing.items();
    }
    if (tree != null) {
      reporter.error(
          tree.at(), "'" + key + "' is a list, not " + tree.kind(), "start each item with '- '");
    }
    return List.of();
  }

  List<Tree.Entry> entries(String key) {
    return get(key)
        .flatMap(tree -> mapping(tree, "'" + key + "'", reporter))
        .map(Tree.Mapping::entries)
        .orElse(List.of());
  }

  static Optional<Tree.Mapping> mapping(Tree tree, String what, Problems.Reporter reporter) {
    if (tree instanceof Tree.Mapping mapping) {
      return Optional.of(mapping);
    }
    reporter.error(
        tree.at(), what + " is a mapping, not " + tree.kind(), "write 'key: value' lines");
    return Optional.empty();
  }

  static Optional<Tree.Leaf> text(Tree tree, String what, Problems.Reporter reporter) {
    if (tree instanceof Tree.Leaf leaf && leaf.scalar() == Tree.Scalar.TEXT) {
      return Optional.of(leaf);
    }
    boolean quotable = tree instanceof Tree.Leaf leaf && leaf.scalar() != Tree.Scalar.NOTHING;
    reporter.error(
        tree.at(), what + " is text, not " + tree.kind(), quotable ? "put it in quotes" : null);
    return Optional.empty();
  }

  static List<Tree.Leaf> texts(Tree tree, String what, Problems.Reporter reporter) {
    List<Tree> items = tree instanceof Tree.Listing listing ? listing.items() : List.of(tree);
    List<Tree.Leaf> texts = new ArrayList<>();
    for (Tree item : items) {
      text(item, what, reporter).ifPresent(texts::add);
    }
    return texts;
  }
}

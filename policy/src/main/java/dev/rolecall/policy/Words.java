package dev.rolecall.policy;

import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A choice between words. */
final class Words {

  private Words() {}

  /** What the word stands for; empty when it is none of them, which was reported. */
  static <T> Optional<T> one(
      Tree.Leaf leaf, String what, Problems.Reporter reporter, Map<String, T> words) {
    Optional<T> meant = Optional.ofNullable(words.get(leaf.text()));
    if (meant.isEmpty()) {
      reporter.error(
          leaf.at(),
          "unknown word '" + leaf.text() + "' for " + what,
          Nearest.remedy(leaf.text(), new TreeSet<>(words.keySet())));
    }
    return meant;
  }
}

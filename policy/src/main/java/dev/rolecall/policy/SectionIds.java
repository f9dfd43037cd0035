package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;
import java.util.Optional;

/** Ids of what is no rule: each is unique among its kind over all files. */
final class SectionIds {
  private SectionIds() {}

  /**
   * The id, when it can be one.
   *
   * @param kind "a protection"
   */
  static Optional<Tree.Leaf> of(Fields fields, String kind, Once once, Problems.Reporter reporter) {
    Optional<Tree.Leaf> id =
        fields
            .requiredText("id", kind)
            .flatMap(leaf -> Identifiers.check(leaf, "the id of " + kind, reporter));
    String bare = kind.substring(kind.indexOf(' ') + 1);
    id.ifPresent(leaf -> once.check(bare, leaf.text(), leaf.at(), reporter));
    return id;
  }
}

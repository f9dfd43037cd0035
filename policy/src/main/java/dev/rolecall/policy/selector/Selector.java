package dev.rolecall.policy.selector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A way to mean groups by name. */
public sealed interface Selector permits Literal, Template {

  /** As it was written. */
  String text();

  /** Text that each matching name starts with, folded. */
  String foldedPrefix();

  List<Capture> captures();

  /** What the captures take when the selector means this group; empty when it does not mean it. */
  Optional<Map<String, String>> match(String groupName);

  /**
   * Reads a selector: a template when it has braces.
   *
   * @param exact letter case counts
   */
  static Parsed<Selector> parse(String text, boolean exact) {
    return TemplateText.parse(text, exact);
  }
}

package dev.rolecall.policy.selector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A way to mean groups: by a name, a convention for names, or an id. */
public sealed interface Selector permits Literal, Template, ById {

  /** As it was written. */
  String text();

  List<Capture> captures();

  /** What the captures take when the selector means this group; empty when it does not mean it. */
  Optional<Map<String, String>> match(NamedGroup group);

  /**
   * Reads a selector by name: a template when it has braces.
   *
   * @param exact letter case counts
   */
  static Parsed<Selector> parse(String text, boolean exact) {
    return TemplateText.parse(text, exact);
  }
}

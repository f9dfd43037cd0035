package dev.rolecall.policy;

import dev.rolecall.policy.safety.Safety;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All policy files together, checked and made ready. Immutable; safe for use by many threads. */
public final class Policy {
  private final String digest;
  private final SortedMap<String, ToolShapes> tools;
  private final SortedMap<String, ToolControl> control;
  private final SortedMap<String, String> attributes;
  private final List<Rule> rules;
  private final Safety safety;
  private final List<TestCase> tests;
  private final RuleIndex index;

  /**
   * What the files say.
   *
   * @param attributes names of extension attributes and their paths
   */
  record Content(
      SortedMap<String, ToolShapes> tools,
      SortedMap<String, ToolControl> control,
      SortedMap<String, String> attributes,
      List<Rule> rules,
      Safety safety,
      List<TestCase> tests) {}

  Policy(String digest, Content content) {
    this.digest = digest;
    tools = Collections.unmodifiableSortedMap(new TreeMap<>(content.tools()));
    control = Collections.unmodifiableSortedMap(new TreeMap<>(content.control()));
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(content.attributes()));
    rules = List.copyOf(content.rules());
    safety = content.safety();
    tests = List.copyOf(content.tests());
    index = new RuleIndex(rules);
  }

  /** SHA-256 over paths and contents of the files, hexadecimal; see {@link Policies#digest}. */
  public String digest() {
    return digest;
  }

  /** One entry per configured tool; {@link ToolControl#UNMENTIONED} when no file speaks of it. */
  public SortedMap<String, ToolControl> control() {
    return control;
  }

  /**
   * Declared extension attributes: the name that conditions use, and the path (schema URN, colon,
   * attribute) under which {@link Subject#attributes} must hold the value.
   */
  public SortedMap<String, String> attributes() {
    return attributes;
  }

  /** What must never happen, or only slowly; {@link Safety#UNMENTIONED} without such a section. */
  public Safety safety() {
    return safety;
  }

  /** How many rules there are. */
  public int size() {
    return rules.size();
  }

  SortedMap<String, ToolShapes> tools() {
    return tools;
  }

  List<TestCase> tests() {
    return tests;
  }

  RuleIndex index() {
    return index;
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.safety.Safety;
import dev.rolecall.policy.safety.TemporaryLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All policy files together, checked and made ready. Immutable; safe for use by many threads. */
public final class Policy {
  private final String digest;
  private final SortedMap<String, ToolShapes> tools;
  private final SortedMap<String, ToolControl> control;
  private final SortedMap<String, String> attributes;
  private final int rules;
  private final Map<String, List<Temporary>> temporaries = new HashMap<>();
  private final List<Separation> separations;
  private final List<Binding> bindings;
  private final Safety safety;
  private final Optional<TemporaryLimits> temporaryLimits;
  private final List<TestCase> tests;
  private final StatementIndex index;
  private final List<Convention> conventions;

  /**
   * What the files say.
   *
   * @param attributes names of extension attributes and their paths
   */
  record Content(
      SortedMap<String, ToolShapes> tools,
      SortedMap<String, ToolControl> control,
      SortedMap<String, String> attributes,
      List<Statement> statements,
      List<Temporary> temporaries,
      List<Separation> separations,
      List<Binding> bindings,
      Safety safety,
      Optional<TemporaryLimits> temporaryLimits,
      List<TestCase> tests) {

    /** Nothing yet, to be filled. */
    static Content empty(
        SortedMap<String, ToolShapes> tools,
        SortedMap<String, String> attributes,
        Safety safety,
        Optional<TemporaryLimits> temporaryLimits) {
      return new Content(
          tools,
          new TreeMap<>(),
          attributes,
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          safety,
          temporaryLimits,
          new ArrayList<>());
    }
  }

  Policy(String digest, Content content) {
    this.digest = digest;
    tools = Collections.unmodifiableSortedMap(new TreeMap<>(content.tools()));
    control = Collections.unmodifiableSortedMap(new TreeMap<>(content.control()));
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(content.attributes()));
    rules =
        (int)
            content.statements().stream()
                .filter(statement -> statement.says() instanceof Statement.Says.Gives)
                .count();
    safety = content.safety();
    temporaryLimits = content.temporaryLimits();
    separations = List.copyOf(content.separations());
    bindings = List.copyOf(content.bindings());
    tests = List.copyOf(content.tests());
    index = new StatementIndex(content.statements());
    conventions = Convention.of(content.statements());
    for (Temporary temporary : content.temporaries()) {
      temporaries.computeIfAbsent(temporary.user(), user -> new ArrayList<>()).add(temporary);
    }
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

  /** What teams and groups of the tools may do with resources, in the order of the files. */
  public List<Binding> bindings() {
    return bindings;
  }

  /**
   * What temporary grants must keep to; empty when no file states it and {@link
   * TemporaryLimits#DEFAULTS} hold.
   */
  public Optional<TemporaryLimits> temporaryLimits() {
    return temporaryLimits;
  }

  /** How many rules there are. */
  public int size() {
    return rules;
  }

  /** Templates of rules that give something, once for each tool; those of caps and denies not. */
  public List<Convention> conventions() {
    return conventions;
  }

  SortedMap<String, ToolShapes> tools() {
    return tools;
  }

  List<TestCase> tests() {
    return tests;
  }

  StatementIndex index() {
    return index;
  }

  boolean hasTemporaries() {
    return !temporaries.isEmpty();
  }

  /** What somebody has for a time by name; the name is folded. */
  List<Temporary> temporaries(String user) {
    return temporaries.getOrDefault(user, List.of());
  }

  List<Separation> separations() {
    return separations;
  }

  /** Temporary entries that are over and can be taken out of their files. */
  public List<Problem> over(Instant now) {
    return temporaries.values().stream()
        .flatMap(List::stream)
        .filter(temporary -> !temporary.until().isAfter(now))
        .map(Policy::over)
        .sorted(Problem.BY_PLACE)
        .toList();
  }

  private static Problem over(Temporary temporary) {
    Place place = temporary.place();
    return new Problem(
        place.file(),
        place.line(),
        1,
        Severity.WARNING,
        "'" + place.id() + "' was over at " + temporary.until(),
        "remove it: the audit keeps it");
  }
}

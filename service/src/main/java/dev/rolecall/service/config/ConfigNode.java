package dev.rolecall.service.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A place in the configuration with its path; what is wrong there goes to the list of problems. */
record ConfigNode(String path, JsonNode json, List<String> problems, List<String> warnings) {

  /** Where nobody asks for warnings. */
  ConfigNode(String path, JsonNode json, List<String> problems) {
    this(path, json, problems, new ArrayList<>());
  }

  /** A key below, which may be absent. */
  ConfigNode at(String key) {
    JsonNode below = json.isObject() ? json.path(key) : MissingNode.getInstance();
    return new ConfigNode(path.isEmpty() ? key : path + "." + key, below, problems, warnings);
  }

  boolean absent() {
    return json.isMissingNode() || json.isNull();
  }

  void problem(String text) {
    problems.add((path.isEmpty() ? "the file" : path) + ": " + text);
  }

  /** What works, and should be otherwise. */
  void warning(String text) {
    warnings.add(path + ": " + text);
  }

  /** Reports every key that is not one of these. */
  ConfigNode only(Set<String> known) {
    if (!absent() && !json.isObject()) {
      problem("should have keys: " + sorted(known));
    }
    json.fieldNames()
        .forEachRemaining(key -> {
          if (!known.contains(key)) {
            at(key).problem("unknown key; known here: " + sorted(known));
          }
        });
    return this;
  }

  private static String sorted(Set<String> known) {
    return String.join(", ", known.stream().sorted().toList());
  }

  /** The keys below, in order. */
  Map<String, ConfigNode> children() {
    Map<String, ConfigNode> children = new LinkedHashMap<>();
    if (json.isObject()) {
      json.fieldNames().forEachRemaining(key -> children.put(key, at(key)));
    } else if (!absent()) {
      problem("should be a mapping of names");
    }
    return children;
  }

  /** The elements of a list. */
  List<ConfigNode> elements() {
    List<ConfigNode> elements = new ArrayList<>();
    if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        elements.add(new ConfigNode(path + "[" + i + "]", json.get(i), problems, warnings));
      }
    } else if (!absent()) {
      problem("should be a list");
    }
    return elements;
  }

  /** Whether there are keys below. */
  boolean isMapping() {
    return json.isObject();
  }

  boolean isList() {
    return json.isArray();
  }

  Optional<String> text() {
    if (absent()) {
      return Optional.empty();
    }
    if (!json.isValueNode()) {
      problem("should be a single value");
      return Optional.empty();
    }
    return Optional.of(json.asText());
  }

  /** The text, which must be there; "" and a problem when it is not. */
  String required(String remedy) {
    Optional<String> text = text();
    if (text.isEmpty() || text.get().isBlank()) {
      problem("is missing; " + remedy);
      return "";
    }
    return text.get();
  }

  /** A path; relative ones are below the folder. */
  Path file(Path folder, String preset) {
    try {
      return folder.resolve(text().orElse(preset)).normalize();
    } catch (InvalidPathException e) {
      problem("is not a path");
      return folder.resolve(preset);
    }
  }

  int port(int preset) {
    if (absent()) {
      return preset;
    }
    if (!json.isInt() || json.asInt() < 0 || json.asInt() > 65_535) {
      problem("should be a port, 0 to 65535");
      return preset;
    }
    return json.asInt();
  }

  /** A whole number from 1. */
  Optional<Integer> count(int most) {
    if (absent()) {
      return Optional.empty();
    }
    if (!json.isInt() || json.asInt() < 1 || json.asInt() > most) {
      problem("should be a number, 1 to " + most);
      return Optional.empty();
    }
    return Optional.of(json.asInt());
  }

  /** An ISO 8601 duration, longer than nothing. */
  Optional<Duration> duration() {
    try {
      Optional<Duration> duration = text().map(Duration::parse);
      if (duration.isPresent() && !duration.get().isPositive()) {
        problem("should be longer than nothing");
      }
      return duration;
    } catch (DateTimeParseException e) {
      problem("should be a duration like PT15M");
      return Optional.empty();
    }
  }

  /** True or false; absent: false. */
  boolean flag() {
    if (!absent() && !json.isBoolean()) {
      problem("should be true or false");
    }
    return json.asBoolean(false);
  }

  /** One of the constants, in lower case with dashes. */
  <E extends Enum<E>> E choice(Class<E> type, E preset) {
    Optional<String> text = text();
    if (text.isEmpty()) {
      return preset;
    }
    E[] constants = type.getEnumConstants();
    for (E each : constants) {
      if (word(each).equals(text.get())) {
        return each;
      }
    }
    problem("should be one of " + Arrays.stream(constants).map(ConfigNode::word).toList());
    return preset;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

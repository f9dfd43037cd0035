package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares a body with what it must at least hold: every key that is named, lists of the same
 * length, {@code "*"} for any value, and null for a key that must be absent.
 */
final class Subset {

  private Subset() {}

  static List<String> differences(JsonNode expected, JsonNode actual) {
    List<String> differences = new ArrayList<>();
    compare("", expected, actual, differences);
    return differences;
  }

  private static void compare(
      String at, JsonNode expected, JsonNode actual, List<String> differences) {
    if (expected.isNull() ? actual.isMissingNode() : isAnything(expected, actual)) {
      return;
    }
    if (expected.isObject() && actual.isObject()) {
      for (Map.Entry<String, JsonNode> each : expected.properties()) {
        compare(at + "/" + each.getKey(), each.getValue(), actual.path(each.getKey()), differences);
      }
    } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare(at + "/" + i, expected.get(i), actual.get(i), differences);
      }
    } else if (!expected.equals(actual)) {
      differences.add("%s: expected %s, was %s".formatted(at, expected, actual));
    }
  }

  private static boolean isAnything(JsonNode expected, JsonNode actual) {
    return expected.isTextual() && expected.textValue().equals("*") && !actual.isMissingNode();
  }
}

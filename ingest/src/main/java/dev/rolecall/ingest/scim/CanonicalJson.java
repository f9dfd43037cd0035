package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON in one spelling (RFC 8785): keys sorted by UTF-16 code units, no spaces, the shortest
 * escapes, numbers as ECMAScript writes them. Whole numbers beyond 2^53 keep their digits, where
 * the RFC would round them.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static String write(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, out);
    return out.toString();
  }

  private static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, out);
      case ARRAY -> array(node, out);
      case STRING -> string(node.textValue(), out);
      case NUMBER -> out.append(number(node));
      case BOOLEAN, NULL, MISSING, BINARY, POJO -> out.append(node.asText("null"));
    }
  }

  private static void object(JsonNode node, StringBuilder out) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    keys.sort(null);
    out.append('{');
    String separator = "";
    for (String key : keys) {
      out.append(separator);
      string(key, out);
      out.append(':');
      write(node.path(key), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void array(JsonNode node, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (JsonNode element : node) {
      out.append(separator);
      write(element, out);
      separator = ",";
    }
    out.append(']');
  }

  private static void string(String text, StringBuilder out) {
    if (!ScimJson.isUnicode(text)) {
      throw ScimException.of(ScimType.INVALID_VALUE, "An extension has a broken string.");
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static String number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.bigIntegerValue().toString();
    }
    double value = node.doubleValue();
    if (Double.isInfinite(value) || Double.isNaN(value)) {
      throw ScimException.of(
          ScimType.INVALID_VALUE, "An extension has a number that is too large.");
    }
    return value == 0
        ? "0"
        : (value < 0 ? "-" : "")
            + digits(new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros());
  }

  /**
   * ECMAScript's Number::toString for a positive number, whose shortest digits Java gives since 19.
   */
  private static String digits(BigDecimal value) {
    String digits = value.unscaledValue().toString();
    int point = digits.length() - value.scale();
    if (point > 21 || point < -5) {
      String mantissa =
          digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
      return mantissa + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
    }
    return value.toPlainString();
  }
}

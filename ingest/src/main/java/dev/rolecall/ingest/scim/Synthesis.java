package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Makes the element that a value path asks for: {@code emails[type eq "work"]} becomes {@code
 * {"type":"work"}}.
 */
final class Synthesis {

  private Synthesis() {}

  /** The element whose parts are the terms, when they all are {@code eq} joined by {@code and}. */
  static Optional<ObjectNode> element(Filter filter) {
    ObjectNode element = JsonNodeFactory.instance.objectNode();
    return fill(element, filter) ? Optional.of(element) : Optional.empty();
  }

  private static boolean fill(ObjectNode element, Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> terms) -> terms.stream().allMatch(term -> fill(element, term));
      case Filter.Compare compare ->
          compare.operator() == Filter.Operator.EQ && put(element, compare);
      case Filter.Or or -> false;
      case Filter.Not not -> false;
      case Filter.Present present -> false;
      case Filter.Within within -> false;
    };
  }

  private static boolean put(ObjectNode element, Filter.Compare compare) {
    String name = compare.reference().attribute().name();
    if (element.has(name)) {
      return false;
    }
    return switch (compare.literal()) {
      case Filter.Literal.Text(String text) -> element.put(name, text).has(name);
      case Filter.Literal.Truth(boolean truth) -> element.put(name, truth).has(name);
      case Filter.Literal.Decimal decimal -> element.put(name, decimal.number()).has(name);
      case Filter.Literal.Moment moment -> element.put(name, moment.instant().toString()).has(name);
      case Filter.Literal.Absent absent -> true;
    };
  }
}

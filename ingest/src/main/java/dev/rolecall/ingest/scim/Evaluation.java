package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates a filter against a resource or an element. Recursion is bounded by the depth limit of
 * the parser.
 */
final class Evaluation {

  private Evaluation() {}

  static boolean matches(Filter filter, JsonNode node) {
    return switch (filter) {
      case Filter.And(List<Filter> terms) -> terms.stream().allMatch(term -> matches(term, node));
      case Filter.Or(List<Filter> terms) -> terms.stream().anyMatch(term -> matches(term, node));
      case Filter.Not(Filter term) -> !matches(term, node);
      case Filter.Present(Reference reference) ->
          values(reference, node).stream().anyMatch(Evaluation::isPresent);
      case Filter.Within(Reference reference, Filter element) ->
          elements(reference, node).stream().anyMatch(one -> matches(element, one));
      case Filter.Compare compare -> compare(compare, values(compare.reference(), node));
    };
  }

  /** How many comparisons it takes for one resource or element. */
  static int terms(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> terms) -> terms.stream().mapToInt(Evaluation::terms).sum();
      case Filter.Or(List<Filter> terms) -> terms.stream().mapToInt(Evaluation::terms).sum();
      case Filter.Not(Filter term) -> terms(term);
      case Filter.Within(Reference reference, Filter element) -> terms(element);
      case Filter.Present present -> 1;
      case Filter.Compare compare -> 1;
    };
  }

  /** The elements of an attribute: those of the array, or the single value. */
  static List<JsonNode> elements(Reference reference, JsonNode node) {
    Schema extension = reference.extension();
    JsonNode holder = extension == null ? node : get(node, extension.urn());
    return flat(get(holder, reference.attribute().name()));
  }

  private static List<JsonNode> values(Reference reference, JsonNode node) {
    Attribute sub = reference.sub();
    if (reference.extension() == null
        && sub == null
        && node.isValueNode()
        && reference.attribute().name().equals(Attribute.VALUE)) {
      return List.of(node);
    }
    if (sub == null) {
      return elements(reference, node);
    }
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode element : elements(reference, node)) {
      boolean isItsOwnValue = element.isValueNode() && sub.name().equals(Attribute.VALUE);
      values.addAll(isItsOwnValue ? List.of(element) : flat(get(element, sub.name())));
    }
    return values;
  }

  private static boolean compare(Filter.Compare compare, List<JsonNode> values) {
    boolean isUnassigned = values.stream().noneMatch(Evaluation::isPresent);
    if (compare.literal() instanceof Filter.Literal.Absent) {
      return isUnassigned == (compare.operator() == Filter.Operator.EQ);
    }
    if (isUnassigned) {
      return compare.operator() == Filter.Operator.NE;
    }
    boolean caseExact = compare.reference().leaf().caseExact();
    return values.stream()
        .anyMatch(
            value -> Comparison.holds(compare.operator(), value, compare.literal(), caseExact));
  }

  private static boolean isPresent(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING, NULL -> false;
      case STRING -> !value.textValue().isEmpty();
      case ARRAY, OBJECT -> {
        for (JsonNode child : value) {
          if (isPresent(child)) {
            yield true;
          }
        }
        yield false;
      }
      case BOOLEAN, NUMBER, BINARY, POJO -> true;
    };
  }

  private static List<JsonNode> flat(JsonNode value) {
    if (!value.isArray()) {
      return value.isMissingNode() || value.isNull() ? List.of() : List.of(value);
    }
    List<JsonNode> elements = new ArrayList<>();
    value.forEach(elements::add);
    return elements;
  }

  /** Resources carry our spelling; only an extension without a schema carries the client's. */
  private static JsonNode get(JsonNode node, String name) {
    JsonNode exact = node.get(name);
    if (exact != null) {
      return exact;
    }
    for (var property : node.properties()) {
      if (property.getKey().equalsIgnoreCase(name)) {
        return property.getValue();
      }
    }
    return MissingNode.getInstance();
  }
}

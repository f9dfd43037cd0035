package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Writes filters and paths by the grammar of RFC 7644, so that what was read can be read again. */
final class FilterText {

  private FilterText() {}

  static String of(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> terms) -> joined(terms, " and ");
      case Filter.Or(List<Filter> terms) -> joined(terms, " or ");
      case Filter.Not(Filter term) -> "not (" + of(term) + ")";
      case Filter.Present(Reference reference) -> of(reference) + " pr";
      case Filter.Within(Reference reference, Filter element) ->
          of(reference) + "[" + of(element) + "]";
      case Filter.Compare(Reference reference, Filter.Operator operator, Filter.Literal literal) ->
          of(reference) + " " + operator.keyword() + " " + of(literal);
    };
  }

  static String of(Path path) {
    return switch (path) {
      case Path.Extension(Schema schema) -> schema.urn();
      case Path.Unknown unknown -> "noSuchAttribute";
      case Path.Target target when target.filter() == null -> of(target.reference());
      case Path.Target(Reference reference, Filter filter) -> {
        Reference whole = new Reference(reference.extension(), reference.attribute(), null);
        Attribute sub = reference.sub();
        yield of(whole)
            + "["
            + (filter == null ? "" : of(filter))
            + "]"
            + (sub == null ? "" : "." + sub.name());
      }
    };
  }

  /** Chains in chains need parentheses to stay what they are. */
  private static String joined(List<Filter> terms, String word) {
    return terms.stream()
        .map(term ->
            term instanceof Filter.And || term instanceof Filter.Or
                ? "(" + of(term) + ")"
                : of(term))
        .collect(Collectors.joining(word));
  }

  private static String of(Reference reference) {
    Schema extension = reference.extension();
    Attribute sub = reference.sub();
    return (extension == null ? "" : extension.urn() + ":")
        + reference.attribute().name()
        + (sub == null ? "" : "." + sub.name());
  }

  private static String of(Filter.Literal literal) {
    return switch (literal) {
      case Filter.Literal.Text(String text) -> TextNode.valueOf(text).toString();
      case Filter.Literal.Truth(boolean truth) -> Boolean.toString(truth);
      case Filter.Literal.Decimal(BigDecimal number) -> number.toString();
      case Filter.Literal.Moment(Instant instant) -> "\"" + instant + "\"";
      case Filter.Literal.Absent absent -> "null";
    };
  }
}

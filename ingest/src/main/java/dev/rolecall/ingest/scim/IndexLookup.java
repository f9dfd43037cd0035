package dev.rolecall.ingest.scim;

import dev.rolecall.ingest.scim.Filter.Literal;
import dev.rolecall.ingest.scim.Filter.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A filter that an index answers in part or in whole: look up candidates by key and value, then
 * check the rest.
 *
 * @param value as the client wrote it
 * @param caseExact whether the index must regard case
 * @param remaining what candidates still have to match; empty when nothing
 */
public record IndexLookup(Key key, String value, boolean caseExact, Optional<Filter> remaining) {

  /** In the order of preference: the one that finds fewest comes first. */
  public enum Key {
    ID,
    EXTERNAL_ID,
    USER_NAME,
    EMAIL,
    DISPLAY_NAME
  }

  /** The best lookup of a filter, when it has one. */
  public static Optional<IndexLookup> of(Filter filter) {
    return switch (filter) {
      case Filter.Compare compare -> of(compare);
      case Filter.Within within -> of(within);
      case Filter.And(List<Filter> terms) -> best(terms);
      case Filter.Or or -> Optional.empty();
      case Filter.Not not -> Optional.empty();
      case Filter.Present present -> Optional.empty();
    };
  }

  /** Says nothing of the value: it may be personal. */
  @Override
  public String toString() {
    return "IndexLookup[key=" + key + "]";
  }

  private static Optional<IndexLookup> best(List<Filter> terms) {
    return terms.stream()
        .flatMap(term -> of(term).map(lookup -> lookup.besides(others(terms, term))).stream())
        .min(Comparator.comparing(IndexLookup::key));
  }

  private static List<Filter> others(List<Filter> terms, Filter chosen) {
    return terms.stream().filter(term -> !term.equals(chosen)).toList();
  }

  private IndexLookup besides(List<Filter> others) {
    List<Filter> all = new ArrayList<>(others);
    remaining.ifPresent(all::add);
    return new IndexLookup(
        key,
        value,
        caseExact,
        all.size() == 1 ? Optional.of(all.getFirst()) : Optional.of(new Filter.And(all)));
  }

  private static Optional<IndexLookup> of(Filter.Compare compare) {
    Reference reference = compare.reference();
    if (compare.operator() != Operator.EQ
        || reference.extension() != null
        || !(compare.literal() instanceof Literal.Text(String text))) {
      return Optional.empty();
    }
    Attribute sub = reference.sub();
    String name =
        sub == null
            ? reference.attribute().name()
            : reference.attribute().name() + "." + sub.name();
    return key(name)
        .map(key -> new IndexLookup(key, text, reference.leaf().caseExact(), Optional.empty()));
  }

  /**
   * {@code emails[type eq "work"].value eq "x"}: who has the address anywhere, then whether it is
   * that element.
   */
  private static Optional<IndexLookup> of(Filter.Within within) {
    if (!within.reference().isNamed("emails")) {
      return Optional.empty();
    }
    List<Filter> terms =
        within.element() instanceof Filter.And(List<Filter> all) ? all : List.of(within.element());
    return terms.stream()
        .flatMap(IndexLookup::addresses)
        .findFirst()
        .map(compare -> new IndexLookup(Key.EMAIL, compare, false, Optional.of(within)));
  }

  private static Stream<String> addresses(Filter term) {
    return switch (term) {
      case Filter.Compare(Reference reference, Operator operator, Literal.Text(String text))
          when operator == Operator.EQ && reference.isNamed(Attribute.VALUE) ->
          Stream.of(text);
      case Filter.And(List<Filter> terms) -> terms.stream().flatMap(IndexLookup::addresses);
      case Filter.Compare other -> Stream.empty();
      case Filter.Or or -> Stream.empty();
      case Filter.Not not -> Stream.empty();
      case Filter.Present present -> Stream.empty();
      case Filter.Within nested -> Stream.empty();
    };
  }

  private static Optional<Key> key(String attribute) {
    return switch (attribute) {
      case SharedAttributes.ID -> Optional.of(Key.ID);
      case SharedAttributes.EXTERNAL_ID -> Optional.of(Key.EXTERNAL_ID);
      case "userName" -> Optional.of(Key.USER_NAME);
      case "emails.value" -> Optional.of(Key.EMAIL);
      case GroupSchema.DISPLAY_NAME -> Optional.of(Key.DISPLAY_NAME);
      default -> Optional.empty();
    };
  }
}

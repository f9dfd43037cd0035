package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Filter;
import dev.rolecall.ingest.scim.Reference;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a filter asks for memberships ({@code members} of groups, {@code groups} of
 * users). They are not part of a resource's own state, so such a filter needs further reads.
 */
final class Relations {

  private Relations() {}

  /** Whether the filter mentions this attribute anywhere. */
  static boolean mentions(Filter filter, String attribute) {
    return switch (filter) {
      case Filter.And(List<Filter> terms) -> terms.stream().anyMatch(t -> mentions(t, attribute));
      case Filter.Or(List<Filter> terms) -> terms.stream().anyMatch(t -> mentions(t, attribute));
      case Filter.Not(Filter term) -> mentions(term, attribute);
      case Filter.Present(Reference reference) -> isAbout(reference, attribute);
      case Filter.Compare compare -> isAbout(compare.reference(), attribute);
      case Filter.Within within -> isAbout(within.reference(), attribute);
    };
  }

  /** The one member that every match must have, when the filter says so. */
  static Optional<String> requiredMember(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> terms) ->
          terms.stream().flatMap(term -> requiredMember(term).stream()).findFirst();
      case Filter.Compare compare when isAbout(compare.reference(), "members") -> value(compare);
      case Filter.Within(Reference reference, Filter element) when isAbout(reference, "members") ->
          requiredValue(element);
      case Filter.Compare other -> Optional.empty();
      case Filter.Within other -> Optional.empty();
      case Filter.Or or -> Optional.empty();
      case Filter.Not not -> Optional.empty();
      case Filter.Present present -> Optional.empty();
    };
  }

  private static Optional<String> requiredValue(Filter element) {
    return switch (element) {
      case Filter.And(List<Filter> terms) ->
          terms.stream().flatMap(term -> requiredValue(term).stream()).findFirst();
      case Filter.Compare compare when isAbout(compare.reference(), "value") -> value(compare);
      case Filter.Compare other -> Optional.empty();
      case Filter.Within other -> Optional.empty();
      case Filter.Or or -> Optional.empty();
      case Filter.Not not -> Optional.empty();
      case Filter.Present present -> Optional.empty();
    };
  }

  private static Optional<String> value(Filter.Compare compare) {
    boolean isId = compare.reference().sub() == null || isSub(compare.reference(), "value");
    return isId
            && compare.operator() == Filter.Operator.EQ
            && compare.literal() instanceof Filter.Literal.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private static boolean isSub(Reference reference, String name) {
    return reference.sub() != null && reference.sub().name().equals(name);
  }

  private static boolean isAbout(Reference reference, String attribute) {
    return reference.extension() == null && reference.attribute().name().equals(attribute);
  }
}

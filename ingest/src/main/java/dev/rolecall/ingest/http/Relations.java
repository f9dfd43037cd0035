package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Filter;
import dev.rolecall.ingest.scim.Reference;
import java.util.List;

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

  private static boolean isAbout(Reference reference, String attribute) {
    return reference.extension() == null && reference.attribute().name().equals(attribute);
  }
}

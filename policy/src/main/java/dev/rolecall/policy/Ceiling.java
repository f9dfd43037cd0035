package dev.rolecall.policy;

import java.util.List;
import java.util.Optional;

/**
 * The most that is left in some scopes.
 *
 * @param roles on a ladder the highest one that is left, of a set all that are left; empty: nothing
 */
record Ceiling(Reach reach, List<String> roles) {

  Ceiling {
    roles = List.copyOf(roles);
  }

  boolean covers(Offer offer) {
    return reach.covers(offer.tool().name(), offer.scope());
  }

  /** What is left of a role; empty: nothing. */
  Optional<String> leaves(Shape shape, String role) {
    return switch (shape.kind()) {
      case SET -> roles.contains(role) ? Optional.of(role) : Optional.empty();
      case LADDER -> roles.isEmpty() ? Optional.empty() : lower(shape, role);
    };
  }

  /** A ladder that has no such step leaves nothing: a cap must not fail towards more. */
  private Optional<String> lower(Shape shape, String role) {
    int highest = shape.rank(roles.getFirst());
    if (highest < 0) {
      return Optional.empty();
    }
    return Optional.of(shape.roles().get(Math.min(highest, shape.rank(role))));
  }
}

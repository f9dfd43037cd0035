package dev.rolecall.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of the person that a rule means; null when the rule means no groups. */
record Match(@Nullable GroupMembership group, Map<String, String> captures) {

  /** Through no group. */
  static final Match DIRECT = new Match(null, Map.of());

  RuleReason reason(Place place) {
    return group == null ? place.reason() : place.through(group);
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.text.ScopeGlob;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scopes of tools that a cap or a deny is about.
 *
 * @param tools by name; null: all
 * @param scope null: all
 */
record Reach(@Nullable Set<String> tools, @Nullable ScopeGlob scope) {

  static final Reach EVERYTHING = new Reach(null, null);

  boolean covers(String tool, String place) {
    return (tools == null || tools.contains(tool)) && (scope == null || scope.matches(place));
  }
}

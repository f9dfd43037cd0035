package dev.rolecall.app;

import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types of tools that get their connector in a later version. Their scopes and roles are known, so
 * that policies can name them, be checked and be tested; nothing is done there.
 */
final class AnnouncedTools {

  private static final Map<String, List<ScopeShape>> SCOPES =
      Map.of(
          "circleci",
          List.of(
              ladder("organisation", "org", "viewer", "contributor", "admin"),
              ladder("project", "project:{}", "viewer", "contributor", "admin")));

  private AnnouncedTools() {}

  static Set<String> types() {
    return SCOPES.keySet();
  }

  /**
   * The scopes and roles of a type.
   *
   * @throws IllegalArgumentException when it is none of {@link #types}
   */
  static ToolShape shape(String type, @Nullable String family) {
    List<ScopeShape> scopes = SCOPES.get(type);
    if (scopes == null) {
      throw new IllegalArgumentException("no announced type of tool is called " + type);
    }
    return new ToolShape(type, family, scopes);
  }

  private static ScopeShape ladder(String name, String pattern, String... lowestFirst) {
    return new ScopeShape(name, pattern, RoleKind.LADDER, List.of(lowestFirst));
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.text.ScopeGlob;

/**
 * A mode for some scopes of a tool.
 *
 * @param scopes pattern, as in {@link ToolControl#manage}
 */
public record ScopeMode(String scopes, Mode mode) {

  boolean isOf(String scope) {
    return new ScopeGlob(scopes).matches(scope);
  }
}

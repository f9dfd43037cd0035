package dev.rolecall.policy.plan;

import org.jspecify.annotations.Nullable;

/**
 * Why a bundle would wait for somebody's decision.
 *
 * @param tool null: all together
 * @param scope null: the tool as a whole
 * @param message what would happen, in numbers
 * @param remedy what to do
 */
public record Hold(
    Cause cause, @Nullable String tool, @Nullable String scope, String message, String remedy) {

  /** What is exceeded. */
  public enum Cause {
    POLICY_CHANGE,
    REVOKES,
    MIN_HOLDERS,
    ELEVATED,
    TOOL_DROPPED,
    /** A template is in no rule any more, and somebody loses what they have by it. */
    TEMPLATE_DROPPED
  }
}

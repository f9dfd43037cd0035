package dev.rolecall.policy.plan;

/** Which roles are more than a group name alone should give. */
@FunctionalInterface
public interface Elevated {

  /** No role is. */
  Elevated NONE = (tool, scope, role) -> false;

  boolean is(String tool, String scope, String role);
}

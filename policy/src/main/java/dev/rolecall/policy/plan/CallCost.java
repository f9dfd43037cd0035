package dev.rolecall.policy.plan;

/**
 * What a tool's connector needs for its work, in calls of the tool's API.
 *
 * @param look at a person, before and after a change
 * @param scope at one scope of that person, as often
 * @param change what one change of a role takes
 */
public record CallCost(int look, int scope, int change) {

  /** Of a connector that says nothing: one call each. */
  public static final CallCost UNKNOWN = new CallCost(1, 1, 1);
}

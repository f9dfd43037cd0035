package dev.rolecall.policy;

/** How several roles of one person in one scope go together. */
public enum RoleKind {
  /** The highest one wins. */
  LADDER,
  /** They add up. */
  SET
}

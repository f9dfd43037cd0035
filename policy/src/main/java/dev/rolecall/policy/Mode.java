package dev.rolecall.policy;

/** What a connector may do to a tool. */
public enum Mode {
  /** Report what would change, change nothing. */
  OBSERVE,
  /** Grant; what should be revoked is only reported. */
  ADDITIVE,
  /** Grant and revoke. */
  ENFORCE
}

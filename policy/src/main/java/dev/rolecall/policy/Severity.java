package dev.rolecall.policy;

/** Whether a problem keeps the policy from being used. */
public enum Severity {
  ERROR,
  WARNING
}

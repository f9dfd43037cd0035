package dev.rolecall.policy;

/** What is done about people who leave. */
public enum LeaversMode {
  /** They are offboarded, whatever the mode says of everybody else. */
  ENFORCE,
  /** What should be taken from them is only reported. */
  PROPOSE
}

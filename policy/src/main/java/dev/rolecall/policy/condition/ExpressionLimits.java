package dev.rolecall.policy.condition;

/** Bounds of CEL expressions. */
public final class ExpressionLimits {
  private ExpressionLimits() {}

  /** Code points of one expression; longer ones belong into several rules. */
  public static final int MAX_LENGTH = 4_096;

  /** Nesting; the parser recurses per level. */
  public static final int MAX_DEPTH = 32;

  /** Nodes of the syntax tree. */
  public static final int MAX_NODES = 2_000;

  /** Steps of exists, all, map and filter in one evaluation: attribute lists are short. */
  public static final int MAX_ITERATIONS = 1_000;

  /** Instructions of a compiled regular expression (RE2, linear time). */
  public static final int MAX_REGEX_PROGRAM = 1_000;

  /** Faults after which the parser stops guessing what was meant. */
  public static final int MAX_RECOVERIES = 5;
}

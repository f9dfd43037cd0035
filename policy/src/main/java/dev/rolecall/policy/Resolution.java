package dev.rolecall.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Who holds what by a policy: a pure function. */
public final class Resolution {
  private Resolution() {}

  /**
   * All grants of a person, with one entry for each configured tool, sorted by scope and role. The
   * order of rules, files, groups and attributes never matters. Somebody inactive holds nothing.
   *
   * @param at the moment the answer is for; ends of grants are measured against it
   */
  public static SortedMap<String, List<ResolvedGrant>> resolve(
      Subject subject, Policy policy, Instant at) {
    return explain(subject, policy, at).grants();
  }

  /** As {@link #resolve}, with what rules wanted to give and could not. */
  public static Resolved explain(Subject subject, Policy policy, Instant at) {
    return new Evaluation(subject, policy, at).resolved();
  }

  /**
   * Every rule that speaks of a person, for and against, with what becomes of it; in the order of
   * tools, scopes and places. Costs more than {@link #explain}.
   */
  public static List<Voice> voices(Subject subject, Policy policy, Instant at) {
    return new Evaluation(subject, policy, at).voices();
  }

  /**
   * Grants, and what stands in the way of more.
   *
   * @param grants as {@link #resolve} gives them
   * @param findings sorted, no two alike
   * @param next when time alone changes the answer: something ends or begins; empty: never
   * @param looked selectors and rules that had to be looked at: the measure of cost
   */
  public record Resolved(
      SortedMap<String, List<ResolvedGrant>> grants,
      List<Finding> findings,
      Optional<Instant> next,
      int looked) {}

  /** Why a rule that speaks of a person gives nothing, or less than it says. */
  public record Finding(
      Kind kind, RuleReason reason, @Nullable String tool, String message, String remedy) {

    static final Comparator<Finding> CANONICAL =
        Comparator.comparing(Finding::reason, RuleReason.CANONICAL)
            .thenComparing(Finding::kind)
            .thenComparing(finding -> finding.tool() == null ? "" : finding.tool())
            .thenComparing(Finding::message);

    /** What stands in the way. */
    public enum Kind {
      /** A capture gave the name of a tool that is not there. */
      UNKNOWN_TOOL,
      /** A capture gave a scope that the tool cannot have. */
      UNKNOWN_SCOPE,
      /** A capture gave a role that the scope does not have. */
      UNKNOWN_ROLE,
      /**
       * The condition could not be evaluated for this person: a rule gives nothing, a cap or a deny
       * takes as if it held.
       */
      BROKEN_CONDITION,
      /** The attribute that says when it ends is no date: the rule gives nothing. */
      BROKEN_DATE,
      /** A separation of duties forbids two roles together. */
      SEPARATED
    }
  }
}

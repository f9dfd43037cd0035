package dev.rolecall.policy;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Why a grant exists.
 *
 * @param line of the rule in its file, from 1
 * @param group the group that the rule matched; null when it speaks of attributes only
 * @param lowered the cap that left less than the rule gave; null: none did
 */
public record RuleReason(
    String rule,
    String file,
    int line,
    @Nullable GroupMembership group,
    @Nullable Lowered lowered) {

  /** A reason that nothing was taken from. */
  public RuleReason(String rule, String file, int line, @Nullable GroupMembership group) {
    this(rule, file, line, group, null);
  }

  static final Comparator<RuleReason> CANONICAL =
      Comparator.comparing(RuleReason::file)
          .thenComparingInt(RuleReason::line)
          .thenComparing(RuleReason::rule)
          .thenComparing(reason -> reason.group == null ? "" : reason.group.name())
          .thenComparing(reason -> reason.group == null ? "" : reason.group.id())
          .thenComparing(reason -> reason.lowered == null ? "" : reason.lowered.from())
          .thenComparing(reason -> reason.lowered == null ? "" : reason.lowered.rule());
}

package dev.rolecall.policy;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Why a grant exists.
 *
 * @param line of the rule in its file, from 1
 * @param group the group that the rule matched; null when it speaks of attributes only
 */
public record RuleReason(String rule, String file, int line, @Nullable GroupMembership group) {

  static final Comparator<RuleReason> CANONICAL =
      Comparator.comparing(RuleReason::file)
          .thenComparingInt(RuleReason::line)
          .thenComparing(RuleReason::rule)
          .thenComparing(reason -> reason.group == null ? "" : reason.group.name())
          .thenComparing(reason -> reason.group == null ? "" : reason.group.id());
}

package dev.rolecall.policy.draft;

import java.util.List;

/**
 * A rule, with what speaks for it and against it.
 *
 * @param selectors as {@code groups} has them: a template, or names; those of {@code groupIds}
 *     cannot be written as a name
 * @param gives scope and role, with captures in a template
 * @param excepted userNames: people whom the rule would lower in a scope where nothing else that is
 *     proposed keeps their role
 * @param matched groups that it means today
 * @param members active people in them, less those excepted
 * @param explains roles held that no rule before it explains
 * @param granted roles that it gives to members
 * @param excess people who would newly get something, or something higher
 * @param precision percent of {@code granted} that is held today, or more; rounded down
 */
public record ProposedRule(
    String id,
    Kind kind,
    List<String> selectors,
    List<String> groupIds,
    List<Cell> gives,
    List<String> excepted,
    int matched,
    int members,
    int explains,
    int granted,
    int excess,
    int precision) {

  /** How a rule means groups. */
  public enum Kind {
    /** By a convention for names. */
    TEMPLATE,
    /** One or several, each by itself. */
    GROUPS
  }

  public ProposedRule {
    selectors = List.copyOf(selectors);
    groupIds = List.copyOf(groupIds);
    gives = List.copyOf(gives);
    excepted = List.copyOf(excepted);
  }

  /** Names of people stay out of logs. */
  @Override
  public String toString() {
    return "ProposedRule[%s, %s, %s, explains %d, excess %d]"
        .formatted(id, selectors, gives, explains, excess);
  }
}

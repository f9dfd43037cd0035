package dev.rolecall.policy;

import dev.rolecall.policy.condition.Condition;
import dev.rolecall.policy.selector.Selector;
import java.util.List;
import java.util.Set;

/** A rule made ready. Compared by identity: ids are unique in a policy. */
final class Rule {
  private final String id;
  private final String file;
  private final int line;
  private final Selection selection;
  private final List<GrantLine> grants;

  /**
   * Whom a rule speaks of.
   *
   * @param anyOf one of these groups; empty: whatever the groups
   * @param allOf each of these groups
   * @param exceptGroups none of these groups
   * @param exceptUsers user names, folded
   */
  record Selection(
      List<Selector> anyOf,
      List<Selector> allOf,
      List<Condition> conditions,
      List<Selector> exceptGroups,
      Set<String> exceptUsers) {}

  Rule(String id, String file, int line, Selection selection, List<GrantLine> grants) {
    this.id = id;
    this.file = file;
    this.line = line;
    this.selection = selection;
    this.grants = List.copyOf(grants);
  }

  String id() {
    return id;
  }

  String file() {
    return file;
  }

  int line() {
    return line;
  }

  Selection selection() {
    return selection;
  }

  List<GrantLine> grants() {
    return grants;
  }
}

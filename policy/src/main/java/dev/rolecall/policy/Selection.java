package dev.rolecall.policy;

import dev.rolecall.policy.condition.Condition;
import dev.rolecall.policy.selector.Selector;
import java.util.List;
import java.util.Set;

/**
 * Whom a rule speaks of.
 *
 * @param directories people of one of these directories; empty: of whichever
 * @param anyOf in one of these groups; empty: whatever the groups
 * @param allOf in each of these groups
 * @param conditions each of them holds
 */
record Selection(
    Set<String> directories,
    List<Selector> anyOf,
    List<Selector> allOf,
    List<Condition> conditions,
    Except except) {

  Selection {
    directories = Set.copyOf(directories);
    anyOf = List.copyOf(anyOf);
    allOf = List.copyOf(allOf);
    conditions = List.copyOf(conditions);
  }

  /**
   * Whom a rule does not speak of, whatever else it says.
   *
   * @param groups in any of these
   * @param users user names, folded
   */
  record Except(List<Selector> groups, Set<String> users) {

    static final Except NONE = new Except(List.of(), Set.of());

    Except {
      groups = List.copyOf(groups);
      users = Set.copyOf(users);
    }
  }
}

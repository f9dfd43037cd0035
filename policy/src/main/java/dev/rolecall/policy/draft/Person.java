package dev.rolecall.policy.draft;

import java.util.List;

/**
 * Somebody in the directory.
 *
 * @param id unique over all directories
 * @param holds what their account in the tool has today; several roles on a ladder: the highest
 *     counts
 * @param given what the policy in force gives them in the tool; what it explains is left out
 */
public record Person(
    String id,
    String userName,
    boolean active,
    List<Group> groups,
    List<Cell> holds,
    List<Cell> given) {

  public Person {
    groups = List.copyOf(groups);
    holds = List.copyOf(holds);
    given = List.copyOf(given);
  }

  /** Names and groups are personal and stay out of logs. */
  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}

package dev.rolecall.policy.adopt;

import java.util.List;

/**
 * Somebody in a directory.
 *
 * @param id unique over all directories
 * @param active false: the person has left
 * @param ways to find their account, in the order in which the tool's configuration tries them
 */
public record Person(String id, String userName, boolean active, List<Way> ways) {
  public Person {
    ways = List.copyOf(ways);
  }

  /** Names are personal and stay out of logs. */
  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}

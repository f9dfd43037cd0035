package dev.rolecall.policy.draft;

import java.time.Instant;
import java.util.List;

/**
 * What one person keeps for a time, because no rule explains it.
 *
 * @param id of the temporary grant in the file
 */
public record DatedException(
    String id, String person, String userName, List<Cell> cells, Instant until) {
  public DatedException {
    cells = List.copyOf(cells);
  }

  /** Names of people stay out of logs. */
  @Override
  public String toString() {
    return "DatedException[" + id + ", " + person + ", " + cells + "]";
  }
}

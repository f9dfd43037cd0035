package dev.rolecall.policy.adopt;

import dev.rolecall.policy.draft.Cell;
import java.util.List;
import java.util.Optional;

/**
 * An account as it was observed in the tool.
 *
 * @param id the tool's own, unique in the tool
 * @param bot the tool says that it is nobody's
 * @param holds its roles
 */
public record Account(
    String id,
    String login,
    Optional<String> email,
    Optional<String> externalId,
    boolean bot,
    State state,
    List<Cell> holds) {

  /** Whether somebody can use it. */
  public enum State {
    ACTIVE,
    /** Suspended. */
    DISABLED,
    /** By the tool or by another directory. */
    LOCKED,
    /** Nobody has accepted the invitation yet. */
    INVITED
  }

  public Account {
    holds = List.copyOf(holds);
  }

  /** Names are personal and stay out of logs. */
  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}

package dev.rolecall.policy.adopt;

import dev.rolecall.policy.draft.Cell;
import java.util.List;

/**
 * Who holds something in a tool, or should.
 *
 * @param id of the person, or of the account where nobody knows whose it is
 * @param name the userName, or the account's login
 * @param wants what access wants for a person; nothing for others
 * @param has what the tool has
 */
public record Holder(String id, String name, Kind kind, List<Cell> wants, List<Has> has) {

  /** Who it is. */
  public enum Kind {
    /** An active person with an account. */
    PERSON,
    /** An active person without one, or one whose account nobody knows. */
    PERSON_WITHOUT_ACCOUNT,
    /** A person who is not active any more. */
    LEAVER,
    /** An account of nobody on purpose. */
    BOT,
    /** An account of one of several people. */
    AMBIGUOUS,
    /** An account of nobody. */
    ORPHAN
  }

  /** A role that the tool has. */
  public record Has(Cell cell, Origin origin) {}

  public Holder {
    wants = List.copyOf(wants);
    has = List.copyOf(has);
  }

  /** Names are personal and stay out of logs. */
  @Override
  public String toString() {
    return "Holder[" + id + ", " + kind + "]";
  }
}

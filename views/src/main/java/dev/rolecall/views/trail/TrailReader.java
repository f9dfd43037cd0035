package dev.rolecall.views.trail;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What operators ask: who has what, why, and what happened. All reads block for as long as the disk
 * takes.
 */
public interface TrailReader extends HoldsReader, EffectsReader, LinksReader, ToolsReader {

  /** What a person should have, in each tool where that was ever decided. */
  List<Access> accesses(String directory, String person);

  /** What was done for a person, in each tool that was ever worked on. */
  List<Status> statuses(String directory, String person);

  /** A role that somebody holds, as read back. */
  record Held(
      String directory,
      String person,
      String scope,
      String role,
      String origin,
      String state,
      String login) {}

  /** Who holds roles in a tool, by scope and role. */
  List<Held> holders(String tool, Optional<String> scope, int most);

  /** Settings of the tools that have any. */
  List<Control> controls();

  /**
   * How far a tool is.
   *
   * @param waiting people whose newest access was not yet worked off
   * @param oldestWaiting when the access of the one who waits longest was decided
   * @param states how many people are in each state
   */
  record ToolProgress(
      long people,
      long waiting,
      Optional<Instant> oldestWaiting,
      Map<State, Long> states,
      long findings) {}

  /** How far each of these tools is. */
  ToolProgress progress(String tool);

  /** Which entries of the audit; empty fields do not narrow. */
  record AuditQuery(
      Optional<String> directory,
      Optional<String> person,
      Optional<String> tool,
      Optional<String> correlation,
      int most) {}

  /** The newest entries that match, oldest of them first. */
  List<AuditEntry> audit(AuditQuery query);

  /**
   * The last decision about a person in each tool, up to a moment; as far back as the audit is
   * known here.
   */
  List<AuditEntry> decided(String directory, String person, Instant until);

  /** Whom a record is about. */
  record PersonKey(String directory, String id) {
    public static PersonKey of(Person person) {
      return new PersonKey(person.getDirectory(), person.getId());
    }
  }

  /** A person with everything resolution needs; empty for somebody who is not (any more) known. */
  Optional<Person> person(String directory, String id);

  /**
   * A person, and what they should have in each tool where that was ever decided.
   *
   * @param accesses one for each such tool
   */
  record WithAccess(Person person, List<Access> accesses) {
    public WithAccess {
      accesses = List.copyOf(accesses);
    }

    /** Names and groups are personal and stay out of logs. */
    @Override
    public String toString() {
      return "WithAccess[" + person.getDirectory() + "/" + person.getId() + "]";
    }
  }

  /**
   * Some people in the order of their keys: a page of a walk through everybody, which holds no
   * connection between its pages. Each page shows one moment; later pages show later ones.
   *
   * @param after the last of the page before; empty: from the first
   */
  List<WithAccess> people(Optional<PersonKey> after, int most);

  /** How many people there are. Looks at all of them. */
  long countPeople();

  /** The policy bundle in force; empty when none was ever published. */
  Optional<BundleState> bundle();

  /** What keeps this from being used; empty when it is up to date. */
  Optional<String> problem();
}

package dev.rolecall.views.trail;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.ScopeReport;
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
public interface TrailReader {

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

  /** What the sweep found in a tool. */
  List<ScopeReport> reports(String tool, Optional<String> scope);

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

  /** What keeps this from being used; empty when it is up to date. */
  Optional<String> problem();
}

package dev.rolecall.views.trail;

import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was done in the tools, and because of what. */
public interface EffectsReader {

  /** Roles of ours in a tool, as read back. */
  record GrantedRoles(long people, long roles) {}

  /** How much a directory's people have in a tool through Rolecall. */
  GrantedRoles granted(String directory, String tool);

  /**
   * What one cause did to one cell, from the first of its effects to the last.
   *
   * @param before the role as observed then; empty: none
   * @param after the role as read back; empty: none
   */
  record ChangedCell(
      String directory,
      String person,
      String tool,
      String scope,
      Optional<String> before,
      Optional<String> after) {}

  /**
   * What one cause did.
   *
   * @param cells that it left otherwise than it found them, sorted by directory and person
   * @param unclear effects in scopes where the person has several roles: which of them changed
   *     cannot be told
   * @param complete false: there is more than was asked for
   */
  record ChangedCells(List<ChangedCell> cells, long unclear, boolean complete) {
    public ChangedCells {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What was read back of the effects of a command, or of everything with a correlation id.
   *
   * @param most effects that are looked at
   */
  ChangedCells changed(String cause, int most);

  /** The newest entry of a type about a tool. */
  Optional<AuditEntry> last(AuditType type, String tool);

  /** How far back the audit is known here; empty: nothing is. */
  Optional<Instant> auditedSince();
}

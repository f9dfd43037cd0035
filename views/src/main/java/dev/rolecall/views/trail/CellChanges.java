package dev.rolecall.views.trail;

import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.views.trail.EffectsReader.ChangedCell;
import dev.rolecall.views.trail.EffectsReader.ChangedCells;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Effects in the order in which they happened, folded into what they did to each cell: the role
 * before the first of them, and the role after the last.
 */
final class CellChanges {

  private record Place(String directory, String person, String tool, String scope) {}

  private record Roles(Optional<String> before, Optional<String> after) {}

  private final Map<Place, Roles> changes = new HashMap<>();
  private long seen;
  private long unclear;

  /** Adds the next effect. Only what was read back counts. */
  void add(AuditEntry entry) {
    seen++;
    Target target = entry.getTarget();
    String person = entry.getPerson();
    if (entry.getPhase() != Phase.VERIFIED
        || target == null
        || target.getScope() == null
        || person == null) {
      return;
    }
    if (entry.getAfter().size() > 1 || entry.getBefore().size() > 1) {
      unclear++;
      return;
    }
    Place place = new Place(entry.getDirectory(), person, target.getTool(), target.getScope());
    Optional<String> after = role(entry.getAfter());
    changes.merge(
        place,
        new Roles(role(entry.getBefore()), after),
        (known, next) -> new Roles(known.before(), after));
  }

  private static Optional<String> role(List<Role> roles) {
    return roles.stream().findFirst().map(Role::getRole);
  }

  /**
   * What was changed.
   *
   * @param most effects that were asked for; one more was looked for
   */
  ChangedCells done(int most) {
    List<ChangedCell> cells = new ArrayList<>();
    changes.forEach((place, roles) -> {
      if (!roles.before().equals(roles.after())) {
        cells.add(
            new ChangedCell(
                place.directory(),
                place.person(),
                place.tool(),
                place.scope(),
                roles.before(),
                roles.after()));
      }
    });
    cells.sort(
        Comparator.comparing(ChangedCell::directory)
            .thenComparing(ChangedCell::person)
            .thenComparing(ChangedCell::tool)
            .thenComparing(ChangedCell::scope));
    return new ChangedCells(cells, unclear, seen <= most);
  }
}

package dev.rolecall.console;

import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.views.trail.EffectsReader.ChangedCell;
import dev.rolecall.views.trail.EffectsReader.ChangedCells;
import dev.rolecall.views.trail.TrailReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inverse of what one cause did, from what was observed before and read back after. Only cells
 * that still are as the cause left them go back: what somebody else changed since is theirs.
 */
record Undoing(List<ChangedCell> back, List<ChangedCell> changedSince, long unclear) {

  /** Audit entries that are looked at; four for each change, of the largest company twice over. */
  private static final int MOST_ENTRIES = 1_000_000;

  Undoing {
    back = List.copyOf(back);
    changedSince = List.copyOf(changedSince);
  }

  /**
   * What undoing a command, or everything with a correlation id, would do now.
   *
   * @throws Refused when the audit here does not know it, or when it is too much
   */
  static Undoing of(String cause, TrailReader trail, Tools tools) {
    ChangedCells changed = trail.changed(cause, MOST_ENTRIES);
    if (!changed.complete()) {
      throw new Refused(
          422, "this caused more than can be undone at once; publish the policy before it again");
    }
    if (changed.cells().isEmpty() && changed.unclear() == 0) {
      throw new Refused(404, unknown(cause, trail));
    }
    List<ChangedCell> back = new ArrayList<>();
    List<ChangedCell> since = new ArrayList<>();
    Map<String, List<Access>> last = new HashMap<>();
    for (ChangedCell cell : changed.cells()) {
      String person = Keys.person(cell.directory(), cell.person());
      if (!last.containsKey(person)) {
        // Cells come by person: one person's access is in memory at a time.
        last.clear();
        last.put(person, trail.accesses(cell.directory(), cell.person()));
      }
      boolean same = isStillSo(cell, last.getOrDefault(person, List.of()), tools);
      (same ? back : since).add(cell);
    }
    return new Undoing(back, since, changed.unclear());
  }

  private static String unknown(String cause, TrailReader trail) {
    return "nothing is known that "
        + Texts.shown(cause)
        + " did in a tool; "
        + trail
            .auditedSince()
            .map(since -> "the audit here reaches back to " + since)
            .orElse("the audit here is empty")
        + "; 'rolecall audit --json' shows the command and the correlation of each effect";
  }

  private static boolean isStillSo(ChangedCell cell, List<Access> accesses, Tools tools) {
    List<String> now =
        accesses.stream()
            .filter(access -> access.getTool().equals(cell.tool()))
            .flatMap(access -> access.getGrants().stream())
            .filter(grant -> grant.getScope().equals(cell.scope()))
            .map(Grant::getRole)
            .toList();
    if (cell.after().isPresent()) {
      return now.contains(cell.after().get());
    }
    return isLadder(cell.tool(), tools)
        ? now.isEmpty()
        : cell.before().filter(now::contains).isEmpty();
  }

  private static boolean isLadder(String tool, Tools tools) {
    ToolShape shape = tools.byName().get(tool);
    return shape == null
        || shape.scopes().stream().map(ScopeShape::kind).allMatch(RoleKind.LADDER::equals);
  }

  /** How many cells get something back: a role where there is none now. */
  long given() {
    return back.stream().filter(cell -> cell.after().isEmpty()).count();
  }

  /** How many cells lose everything again. */
  long taken() {
    return back.stream().filter(cell -> cell.before().isEmpty()).count();
  }

  /** How many get another role. */
  long changed() {
    return back.size() - given() - taken();
  }

  /** Of all that would go back: two with the same digest do the same. */
  String digest() {
    ShownDigest digest = new ShownDigest();
    for (ChangedCell cell : back) {
      for (Optional<String> part :
          List.of(
              Optional.of(cell.directory()),
              Optional.of(cell.person()),
              Optional.of(cell.tool()),
              Optional.of(cell.scope()),
              cell.before(),
              cell.after())) {
        digest.add(part.map(each -> "+" + each).orElse("-"));
      }
    }
    return digest.hex();
  }
}

package dev.rolecall.policy.draft;

import dev.rolecall.policy.RoleRanks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cells by number. A slot is what a person has one height of: a scope on a ladder, a role of a
 * scope where roles add up.
 */
final class Slots {

  /** Nothing at all. */
  static final int NOTHING = 0;

  /** A role that the ladder does not know may be higher than all it knows. */
  static final int BEYOND = Integer.MAX_VALUE;

  /** Longer names of scopes make keys that YAML readers refuse. */
  private static final int LONGEST_SCOPE = 400;

  private record Known(Cell cell, int slot, int height) {}

  private final String tool;
  private final RoleRanks ranks;
  private final Map<Cell, Integer> ids = new HashMap<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<Known> known = new ArrayList<>();

  Slots(String tool, RoleRanks ranks) {
    this.tool = tool;
    this.ranks = ranks;
  }

  String tool() {
    return tool;
  }

  int id(Cell cell) {
    Integer id = ids.get(cell);
    if (id == null) {
      id = known.size();
      ids.put(cell, id);
      known.add(look(cell));
    }
    return id;
  }

  private Known look(Cell cell) {
    boolean ladder = ranks.isLadder(tool, cell.scope());
    String key = ladder ? cell.scope() : cell.scope() + "\n" + cell.role();
    int rank = ranks.of(tool, cell.scope(), cell.role());
    int slot = slots.computeIfAbsent(key, absent -> slots.size());
    return new Known(cell, slot, rank == 0 ? BEYOND : rank);
  }

  Cell cell(int id) {
    return known.get(id).cell();
  }

  int slot(int id) {
    return known.get(id).slot();
  }

  int height(int id) {
    return known.get(id).height();
  }

  /** Whether the tool has the role in such a scope. */
  boolean exists(int id) {
    return height(id) != BEYOND;
  }

  /** Whether a grant can say it. */
  boolean canBeSaid(int id) {
    String scope = cell(id).scope();
    return exists(id)
        && scope.length() <= LONGEST_SCOPE
        && scope.indexOf('{') < 0
        && scope.indexOf('}') < 0
        && YamlWords.isWritable(scope)
        && YamlWords.isWritable(cell(id).role());
  }
}

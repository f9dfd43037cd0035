package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.GroupState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a person: those they are a direct member of, and those that these are nested in,
 * over at most {@link Limits#NESTING_DEPTH} steps. A group reached on several paths, or on a
 * circular one, counts once.
 *
 * <p>A path begins with its newest edge, and a membership with its oldest path. So a further path
 * never makes a membership younger; a membership that loses its oldest path is as old as the next.
 */
final class Inheritance {

  /**
   * How the person comes to be in a group.
   *
   * @param via the group below; null: a direct member
   */
  private record Way(GroupState group, Instant since, @Nullable String via) {}

  private final DirectoryReads reads;
  private final SortedMap<String, Way> ways = new TreeMap<>();
  private int found;
  private boolean incomplete;

  private Inheritance(DirectoryReads reads) {
    this.reads = reads;
  }

  static Inheritance of(String person, DirectoryReads reads) {
    Inheritance groups = new Inheritance(reads);
    SortedMap<String, Way> reached = new TreeMap<>();
    reads
        .groupsOf(person)
        .forEach((id, since) -> {
          GroupState group = reads.group(id);
          if (group != null) {
            reached.put(id, new Way(group, since, null));
          }
        });
    groups.follow(reached);
    return groups;
  }

  /** Direct and inherited ones, in the order of their ids. */
  List<GroupRef> groups() {
    List<GroupRef> refs = new ArrayList<>(ways.size());
    ways.forEach((id, way) ->
        refs.add(
            new GroupRef(
                id,
                way.group().getDisplayName(),
                way.group().getExternalId(),
                way.since(),
                way.via(),
                named(way.group()))));
    return refs;
  }

  private static Instant named(GroupState group) {
    Instant named = group.getNamed();
    return named == null ? group.getCreated() : named;
  }

  /** Whether groups are left out, because there are too many or they are nested too deep. */
  boolean incomplete() {
    return incomplete;
  }

  private void follow(SortedMap<String, Way> direct) {
    ways.putAll(direct);
    found = direct.size();
    SortedMap<String, Way> reached = direct;
    for (int step = 0; step < Limits.NESTING_DEPTH && !reached.isEmpty(); step++) {
      reached = above(reached);
      ways.putAll(reached);
    }
    incomplete |= !ways.keySet().containsAll(above(reached).keySet());
  }

  /** One step up: groups that were not reached before, or now are on an older path. */
  private SortedMap<String, Way> above(SortedMap<String, Way> reached) {
    SortedMap<String, Way> above = new TreeMap<>();
    reached.forEach((id, below) -> {
      if (below.group().getParents() > 0) {
        reads.groupsOf(id).forEach((parent, since) -> step(below, parent, since, above));
      }
    });
    return above;
  }

  private void step(Way below, String parent, Instant edge, SortedMap<String, Way> above) {
    Instant since = edge.isAfter(below.since()) ? edge : below.since();
    Way known = above.getOrDefault(parent, ways.get(parent));
    if (known != null) {
      if (since.isBefore(known.since())) {
        above.put(parent, new Way(known.group(), since, isDirect(parent) ? null : id(below)));
      }
      return;
    }
    GroupState group = reads.group(parent);
    if (group == null) {
      return;
    }
    if (found >= Limits.GROUPS_PER_PERSON) {
      incomplete = true;
    } else {
      found++;
      above.put(parent, new Way(group, since, id(below)));
    }
  }

  private boolean isDirect(String group) {
    Way way = ways.get(group);
    return way != null && way.via() == null;
  }

  private static String id(Way way) {
    return way.group().getId();
  }
}

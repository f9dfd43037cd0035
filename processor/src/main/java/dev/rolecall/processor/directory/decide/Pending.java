package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.GroupState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Effects that have been decided but have not come to everybody yet, because stored jobs still work
 * on them. Whoever is published meanwhile, for whatever reason, already lacks what the effect
 * takes: their record must carry it.
 *
 * <p>The same holds for a job that begins: once it has come to a group, later jobs leave the people
 * in it alone. So it takes along what is pending above the group, and what it publishes carries
 * that too.
 *
 * <p>Looks at the directory before a change: an edge that the change removes is one more way by
 * which an effect comes to somebody.
 */
final class Pending {

  /** Of groups whose jobs and parents are kept at hand, so that many people cost one look each. */
  private static final int REMEMBERED = 10_000;

  private final DirectoryReads before;
  private final Map<String, Step> known = new HashMap<>();
  private @Nullable Boolean isAny;

  /** What is pending on a group, and the groups that it is a member of. */
  private record Step(List<Effect> effects, Collection<String> parents) {}

  Pending(DirectoryReads before) {
    this.before = before;
  }

  /** Effects on a group, or a user's groups, and on all groups above, the newest first. */
  List<Effect> on(String member) {
    if (!isAny()) {
      return List.of();
    }
    List<Effect> effects = group(member).effects();
    Set<String> seen = new HashSet<>();
    Set<String> reached = new TreeSet<>(before.groupsOf(member).keySet());
    for (int step = 0; step <= Limits.NESTING_DEPTH && !reached.isEmpty(); step++) {
      Set<String> above = new TreeSet<>();
      for (String id : reached) {
        if (seen.size() < Limits.GROUPS_PER_PERSON && seen.add(id)) {
          Step group = group(id);
          effects = Effects.newest(effects, group.effects());
          above.addAll(group.parents());
        }
      }
      reached = above;
    }
    return effects;
  }

  private Step group(String id) {
    Step remembered = known.get(id);
    if (remembered != null) {
      return remembered;
    }
    Job job = before.jobOfGroup(id);
    GroupState group = before.group(id);
    // A deleted group is in none any more.
    boolean isNested = group != null && group.getParents() > 0;
    Step step =
        new Step(
            job == null ? List.of() : job.effects(),
            isNested ? before.groupsOf(id).keySet() : List.of());
    if (known.size() < REMEMBERED) {
      known.put(id, step);
    }
    return step;
  }

  private boolean isAny() {
    if (isAny == null) {
      isAny = before.hasJobsOfGroups();
    }
    return isAny;
  }
}

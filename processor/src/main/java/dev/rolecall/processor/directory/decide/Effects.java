package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Batch;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.GroupState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one command does to all members of a group at once, in numbers. Whether that is too much is
 * decided where access is taken away.
 */
final class Effects {

  /** Of one member, "all" says nothing. */
  private static final int SEVERAL = 2;

  private static final Comparator<Effect> NEWEST_FIRST =
      Comparator.comparing((Effect effect) -> effect.getCause().getDecidedAt())
          .reversed()
          .thenComparing(Effect::getId)
          .thenComparing(Effect::getGroup)
          .thenComparing(Effect::getKind);

  private Effects() {}

  /**
   * Of a change of a group.
   *
   * @param before the group before it
   * @param after the group with its new name
   */
  static List<Effect> of(
      ChangeGroup asked, GroupState before, GroupState after, Edges edges, Cause cause) {
    List<Effect> effects = new ArrayList<>();
    @Nullable Batch batch = asked.getBatch();
    String id = id(batch, cause);
    if (!after.getDisplayName().equals(before.getDisplayName())) {
      effects.add(effect(id, EffectKind.RENAMED, before, before.getMemberCount(), 0, cause));
    }
    int removed = edges.removed().size();
    int members = before.getMemberCount();
    // A part alone looks harmless: what counts is all that the sender is about to remove.
    if (batch != null && batch.getRemoves() > removed) {
      removed = batch.getRemoves();
      members = Math.max(members, Math.max(batch.getMembers(), removed));
    } else if (batch != null) {
      members = Math.max(members, batch.getMembers());
    }
    if (members >= SEVERAL && removed >= members) {
      effects.add(effect(id, EffectKind.EMPTIED, before, members, removed, cause));
    } else if (members >= SEVERAL && 2L * removed >= members) {
      effects.add(effect(id, EffectKind.HALVED, before, members, removed, cause));
    }
    return effects;
  }

  /** Of the deletion of a group: none when nobody was in it. */
  static List<Effect> ofDeletion(GroupState group, Cause cause) {
    int members = group.getMemberCount();
    return members == 0
        ? List.of()
        : List.of(effect(cause.getCommand(), EffectKind.DELETED, group, members, members, cause));
  }

  /**
   * Both lists as one, each effect once, the newest first. Beyond {@link Limits#EFFECTS_PER_RECORD}
   * the oldest are left out. Neither list is longer, or has one twice.
   */
  static List<Effect> newest(List<Effect> some, List<Effect> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    List<Effect> all = new ArrayList<>(some);
    all.addAll(others);
    all.sort(NEWEST_FIRST);
    Set<List<Object>> known = new HashSet<>();
    return all.stream()
        .filter(each -> known.add(List.of(each.getId(), each.getKind(), each.getGroup())))
        .limit(Limits.EFFECTS_PER_RECORD)
        .toList();
  }

  private static Effect effect(
      String id, EffectKind kind, GroupState group, int members, int removed, Cause cause) {
    return new Effect(id, kind, group.getId(), members, removed, cause);
  }

  /** One decision is about all parts of a batch. */
  private static String id(@Nullable Batch batch, Cause cause) {
    return batch != null && Wellformed.id(batch.getId()) ? batch.getId() : cause.getCommand();
  }
}

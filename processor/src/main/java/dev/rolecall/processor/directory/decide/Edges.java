package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What add and remove sets change of a group's edges. Adding a member who is one, or removing
 * somebody who is none, changes nothing; an id in both sets stays or becomes a member.
 *
 * @param added since when
 * @param growth how many more edges there are afterwards
 */
record Edges(SortedMap<String, Instant> added, SortedSet<String> removed, int growth) {

  static Edges between(
      String group, List<String> add, List<String> remove, DirectoryReads reads, Instant now) {
    SortedMap<String, Instant> added = new TreeMap<>();
    SortedSet<String> removed = new TreeSet<>();
    int growth = 0;
    for (String member : new HashSet<>(add)) {
      Instant since = reads.since(group, member);
      Job removal = reads.jobOfUser(member);
      if (since == null || (removal != null && goesWith(removal.cause(), since))) {
        added.put(member, removal == null ? now : outliving(removal.cause(), now));
        growth += since == null ? 1 : 0;
      }
    }
    Set<String> kept = Set.copyOf(new HashSet<>(add));
    for (String member : remove) {
      if (!kept.contains(member) && reads.since(group, member) != null && removed.add(member)) {
        growth--;
      }
    }
    return new Edges(added, removed, growth);
  }

  boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  int size() {
    return added.size() + removed.size();
  }

  boolean touch(String member) {
    return added.containsKey(member) || removed.contains(member);
  }

  /** The person, when only one is concerned. */
  @Nullable String onlyOne() {
    if (size() != 1) {
      return null;
    }
    return added.isEmpty() ? removed.first() : added.firstKey();
  }

  /** Writes the edges and publishes whoever of them is a user. */
  void write(GroupState group, DirectoryReads reads, Draft draft) {
    added.forEach((member, since) -> {
      draft.put(new Membership(group.getId(), member, since));
      publish(member, group, since, reads, draft);
    });
    removed.forEach(member -> {
      draft.removeMember(group.getId(), member);
      publish(member, group, null, reads, draft);
    });
  }

  static void publish(
      String member, GroupState group, @Nullable Instant since, DirectoryReads reads, Draft draft) {
    UserState user = reads.user(member);
    if (user != null) {
      draft.publish(Persons.after(user, group, since, reads));
    }
  }

  /** Removes one edge of a deleted user; the group, unless it is deleted too, has one less. */
  static void remove(String group, String member, DirectoryReads reads, Draft draft) {
    draft.removeMember(group, member);
    GroupState before = reads.group(group);
    if (before != null) {
      draft.put(
          GroupState.newBuilder(before)
              .setMemberVersion(before.getMemberVersion() + 1)
              .setMemberCount(before.getMemberCount() - 1)
              .setLastModified(later(before.getLastModified(), draft.now()))
              .build());
    }
  }

  /** A job may come to a group that has changed since the command behind the job. */
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Whether an edge was there when its user was deleted, so that the deletion takes it along. */
  static boolean goesWith(Cause deletion, Instant since) {
    return !since.isAfter(deletion.getDecidedAt());
  }

  /** An edge that is added while the edges of a deleted user are still being removed. */
  private static Instant outliving(Cause deletion, Instant now) {
    return goesWith(deletion, now) ? deletion.getDecidedAt().plusMillis(1) : now;
  }
}

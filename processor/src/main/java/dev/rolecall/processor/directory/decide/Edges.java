package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.ArrayList;
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

  /** All edges of a group that is deleted, when it has few. */
  static Edges all(String group, DirectoryReads reads) {
    List<String> members = reads.members(group, null, Limits.MEMBERS_PER_COMMAND);
    return new Edges(new TreeMap<>(), new TreeSet<>(members), -members.size());
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

  /**
   * Writes the edges and publishes whoever of them is a user. Of a nested group, everybody below is
   * left to a job.
   *
   * @return how many members are groups
   */
  int write(String group, Afterwards after, Verdict verdict) {
    added.forEach((member, since) -> after.put(new Membership(group, member, since)));
    removed.forEach(member -> after.removeMember(group, member));
    List<UserState> users = new ArrayList<>();
    int groups = 0;
    for (String member : added.keySet()) {
      groups += isGroup(member, 1, users, after, verdict) ? 1 : 0;
    }
    for (String member : removed) {
      groups += isGroup(member, -1, users, after, verdict) ? 1 : 0;
    }
    users.forEach(after::publish);
    return groups;
  }

  private static boolean isGroup(
      String member, int parents, List<UserState> users, Afterwards after, Verdict verdict) {
    UserState user = after.user(member);
    if (user != null) {
      users.add(user);
      return false;
    }
    GroupState nested = nested(member, parents, after);
    if (nested != null) {
      verdict.resolve(nested, parents < 0);
    }
    return nested != null;
  }

  /** A member that is a group is in more groups than before, or in fewer. */
  static @Nullable GroupState nested(String member, int parents, Afterwards after) {
    GroupState before = after.group(member);
    if (before == null) {
      return null;
    }
    GroupState nested =
        GroupState.newBuilder(before).setParents(before.getParents() + parents).build();
    after.put(nested);
    return nested;
  }

  /** Removes one edge of a deleted member; the group, unless it is deleted too, has one less. */
  static void remove(String group, String member, Afterwards after) {
    after.removeMember(group, member);
    GroupState before = after.group(group);
    if (before != null) {
      after.put(
          GroupState.newBuilder(before)
              .setMemberVersion(before.getMemberVersion() + 1)
              .setMemberCount(before.getMemberCount() - 1)
              .setLastModified(later(before.getLastModified(), after.now()))
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

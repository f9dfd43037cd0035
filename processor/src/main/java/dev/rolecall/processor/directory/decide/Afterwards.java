package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The directory as it will be once what was drafted here is written: changes of groups and edges,
 * each of which goes into the draft. People are published from it, so that they are never seen in a
 * state between two changes of one command.
 */
final class Afterwards implements DirectoryReads {

  private final DirectoryReads before;
  private final Draft draft;
  private final Pending pending;
  private final Map<String, Optional<GroupState>> groups = new HashMap<>();

  /** By member, then by group; empty: removed. */
  private final Map<String, Map<String, Optional<Instant>>> edges = new HashMap<>();

  Afterwards(DirectoryReads before, Draft draft) {
    this.before = before;
    this.draft = draft;
    this.pending = new Pending(before);
  }

  /** When the command was appended. */
  Instant now() {
    return draft.now();
  }

  void put(GroupState group) {
    groups.put(group.getId(), Optional.of(group));
    draft.put(group);
  }

  void removeGroup(String id) {
    groups.put(id, Optional.empty());
    draft.removeGroup(id);
  }

  void put(Membership edge) {
    edge(edge.getGroup(), edge.getMember(), Optional.of(edge.getSince()));
    draft.put(edge);
  }

  void removeMember(String group, String member) {
    edge(group, member, Optional.empty());
    draft.removeMember(group, member);
  }

  /** Publishes a person as they are then. */
  void publish(UserState user) {
    draft.publish(Persons.of(user, this), pending.on(user.getId()));
  }

  /** Publishes somebody who is deleted: nothing is left of them but their name. */
  void publishDeleted(UserState user) {
    draft.publish(Persons.deleted(draft.directory(), user), pending.on(user.getId()));
  }

  /** A job for a group below that of another, with what else is pending above it. */
  Job below(Job job, GroupState nested) {
    return job.below(nested.getId(), nested.getMemberCount())
        .carrying(Effects.newest(job.effects(), pending.on(nested.getId())));
  }

  private void edge(String group, String member, Optional<Instant> since) {
    edges.computeIfAbsent(member, none -> new HashMap<>()).put(group, since);
  }

  @Override
  public String directory() {
    return before.directory();
  }

  @Override
  public @Nullable UserState user(String id) {
    return before.user(id);
  }

  @Override
  public @Nullable String userIdByName(String userName) {
    return before.userIdByName(userName);
  }

  @Override
  public @Nullable GroupState group(String id) {
    Optional<GroupState> changed = groups.get(id);
    return changed == null ? before.group(id) : changed.orElse(null);
  }

  @Override
  public @Nullable String groupIdByName(String displayName) {
    return before.groupIdByName(displayName);
  }

  @Override
  public @Nullable Instant since(String group, String member) {
    Optional<Instant> changed = edges.getOrDefault(member, Map.of()).get(group);
    return changed == null ? before.since(group, member) : changed.orElse(null);
  }

  /** Those before: whoever walks through members removes them on the way. */
  @Override
  public List<String> members(String group, @Nullable String after, int limit) {
    return before.members(group, after, limit);
  }

  @Override
  public SortedMap<String, Instant> groupsOf(String member) {
    SortedMap<String, Instant> groupsOf = new TreeMap<>(before.groupsOf(member));
    edges
        .getOrDefault(member, Map.of())
        .forEach((group, since) ->
            since.ifPresentOrElse(at -> groupsOf.put(group, at), () -> groupsOf.remove(group)));
    return groupsOf;
  }

  @Override
  public @Nullable BundleState bundle() {
    return before.bundle();
  }

  @Override
  public @Nullable DirectoryPhase phase() {
    return before.phase();
  }

  @Override
  public boolean hasJobsOfGroups() {
    return before.hasJobsOfGroups();
  }

  @Override
  public @Nullable HeldBundle heldBundle() {
    return before.heldBundle();
  }

  @Override
  public @Nullable Job jobOfUser(String id) {
    return before.jobOfUser(id);
  }

  @Override
  public @Nullable Job jobOfGroup(String id) {
    return before.jobOfGroup(id);
  }

  @Override
  public long resolvedFor(String group) {
    return before.resolvedFor(group);
  }

  @Override
  public long lastOffset() {
    return before.lastOffset();
  }
}

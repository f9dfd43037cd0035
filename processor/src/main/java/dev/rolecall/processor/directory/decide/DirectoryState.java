package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Keys.DirectoryKey;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of one directory, and the one place that changes it. Applying the facts of the
 * directory log one by one gives the same state, whoever does it.
 */
public final class DirectoryState implements DirectoryReads {

  private static final long NO_COMMAND_YET = -1;

  private final String directory;
  private final DirectoryTables tables;

  public DirectoryState(String directory, DirectoryTables tables) {
    this.directory = directory;
    this.tables = tables;
  }

  /** Applies what was decided on the command at this offset. */
  public void apply(Decision decision, long offset) {
    decision.facts().forEach(this::apply);
    decision.jobs().forEach(this::begin);
    tables.offsets().put(directory, offset);
  }

  /** Applies what time made of a bundle that is held. */
  public void apply(HoldTick tick) {
    tick.facts().forEach(this::apply);
  }

  /** Applies a step of a job. */
  public void apply(JobStep step) {
    step.facts().forEach(this::apply);
    if (step.finished()) {
      tables.jobs().remove(step.job().key());
    } else {
      tables.jobs().put(step.job().key(), step.job());
    }
    step.begun().forEach(this::begin);
  }

  private void begin(Job job) {
    Job other = job.kind() == Job.Kind.REMOVE_USER ? null : jobOfGroup(job.target());
    Job next = other == null ? job : job.insteadOf(other);
    if (other != null && !other.key().equals(next.key())) {
      tables.jobs().remove(other.key());
    }
    tables.jobs().put(next.key(), next);
    if (job.kind() == Job.Kind.RESOLVE_MEMBERS) {
      tables.offsets().put(Keys.group(directory, job.target()), job.offset());
    }
  }

  /** Applies one record of the directory log. */
  void apply(Fact fact) {
    DirectoryEntry before = tables.facts().get(fact.key());
    DirectoryEntry after = fact.entry();
    if (before != null) {
      forget(before);
    }
    if (after == null) {
      tables.facts().remove(fact.key());
      if (before != null && before.getFact() instanceof GroupState) {
        tables.offsets().remove(fact.key());
      }
    } else {
      tables.facts().put(fact.key(), after);
      index(after);
    }
  }

  private void index(DirectoryEntry entry) {
    switch (entry.getFact()) {
      case UserState user ->
          tables.index().put(userName(user.getUser().getUserName()), user.getId());
      case GroupState group -> tables.index().put(groupName(group.getDisplayName()), group.getId());
      case Membership edge ->
          tables
              .index()
              .put(
                  groupOf(edge.getMember(), edge.getGroup()),
                  Long.toString(edge.getSince().toEpochMilli()));
      default -> {
        // A bundle or a phase is found by its key.
      }
    }
  }

  private void forget(DirectoryEntry entry) {
    switch (entry.getFact()) {
      case UserState user -> tables.index().remove(userName(user.getUser().getUserName()));
      case GroupState group -> tables.index().remove(groupName(group.getDisplayName()));
      case Membership edge -> tables.index().remove(groupOf(edge.getMember(), edge.getGroup()));
      default -> {
        // A bundle or a phase is found by its key.
      }
    }
  }

  @Override
  public String directory() {
    return directory;
  }

  @Override
  public @Nullable UserState user(String id) {
    return fact(Keys.user(directory, id), UserState.class);
  }

  @Override
  public @Nullable String userIdByName(String userName) {
    return tables.index().get(userName(userName));
  }

  @Override
  public @Nullable GroupState group(String id) {
    return fact(Keys.group(directory, id), GroupState.class);
  }

  @Override
  public @Nullable String groupIdByName(String displayName) {
    return tables.index().get(groupName(displayName));
  }

  @Override
  public @Nullable Instant since(String group, String member) {
    String since = tables.index().get(groupOf(member, group));
    return since == null ? null : instant(since);
  }

  @Override
  public List<String> members(String group, @Nullable String after, int limit) {
    String prefix = Keys.member(directory, group, "");
    String from = after == null ? prefix : prefix + after + '\0';
    return tables.facts().range(from, end(prefix), limit).stream()
        .map(entry -> ((DirectoryKey.MemberKey) Keys.parse(entry.getKey())).member())
        .toList();
  }

  @Override
  public SortedMap<String, Instant> groupsOf(String member) {
    String prefix = groupOf(member, "");
    SortedMap<String, Instant> groups = new TreeMap<>();
    tables
        .index()
        .range(prefix, end(prefix), Limits.GROUPS_PER_PERSON)
        .forEach(entry ->
            groups.put(entry.getKey().substring(prefix.length()), instant(entry.getValue())));
    return groups;
  }

  @Override
  public @Nullable BundleState bundle() {
    return fact(Keys.bundle(directory), BundleState.class);
  }

  @Override
  public @Nullable DirectoryPhase phase() {
    return fact(Keys.phase(directory), DirectoryPhase.class);
  }

  @Override
  public @Nullable HeldBundle heldBundle() {
    return fact(Keys.heldBundle(directory), HeldBundle.class);
  }

  @Override
  public @Nullable Job jobOfUser(String id) {
    return tables.jobs().get(Keys.user(directory, id));
  }

  @Override
  public @Nullable Job jobOfGroup(String id) {
    String key = Keys.group(directory, id);
    Job urgent = tables.jobs().get(Job.urgent(key));
    return urgent != null ? urgent : tables.jobs().get(key);
  }

  @Override
  public boolean hasJobsOfGroups() {
    String groups = Keys.group(directory, "");
    return hasJobs(Job.urgent(groups)) || hasJobs(groups);
  }

  private boolean hasJobs(String prefix) {
    return !tables.jobs().range(prefix, end(prefix), 1).isEmpty();
  }

  @Override
  public long resolvedFor(String group) {
    Long offset = tables.offsets().get(Keys.group(directory, group));
    return offset == null ? NO_COMMAND_YET : offset;
  }

  @Override
  public long lastOffset() {
    Long offset = tables.offsets().get(directory);
    return offset == null ? NO_COMMAND_YET : offset;
  }

  private <F> @Nullable F fact(String key, Class<F> type) {
    DirectoryEntry entry = tables.facts().get(key);
    return entry == null ? null : type.cast(entry.getFact());
  }

  private String userName(String name) {
    return directory + "/user-name/" + name.toLowerCase(Locale.ROOT);
  }

  private String groupName(String name) {
    return directory + "/group-name/" + name.toLowerCase(Locale.ROOT);
  }

  private String groupOf(String member, String group) {
    return directory + "/group-of/" + member + "/" + group;
  }

  /** The first key behind all that start with a prefix that ends with a slash. */
  private static String end(String prefix) {
    return prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
  }

  private static Instant instant(String epochMillis) {
    return Instant.ofEpochMilli(Long.parseLong(epochMillis));
  }
}

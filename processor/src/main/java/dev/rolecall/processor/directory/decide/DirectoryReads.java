package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a decision may know of its directory. */
public interface DirectoryReads {

  String directory();

  @Nullable UserState user(String id);

  /** The user of this name, in any case. */
  @Nullable String userIdByName(String userName);

  @Nullable GroupState group(String id);

  /** The group of this name, in any case. */
  @Nullable String groupIdByName(String displayName);

  /** Since when there is this edge; null: there is none. */
  @Nullable Instant since(String group, String member);

  /**
   * Members in the order of their ids, also those that no user has yet.
   *
   * @param after starts behind this id; null: at the first
   */
  List<String> members(String group, @Nullable String after, int limit);

  /**
   * Since when a member has been in which group. Holds edges of a deleted group until its job has
   * removed them. Never more than {@link Limits#GROUPS_PER_PERSON}.
   */
  SortedMap<String, Instant> groupsOf(String member);

  @Nullable BundleState bundle();

  /** Whether the directory is still being filled; null: nothing is known of it yet. */
  @Nullable DirectoryPhase phase();

  /** The last bundle that was held, with what became of it; null: none ever was. */
  @Nullable HeldBundle heldBundle();

  /** The job that works on a user, if one does. */
  @Nullable Job jobOfUser(String id);

  /** The job that works on a group, if one does. */
  @Nullable Job jobOfGroup(String id);

  /** Whether a job works on any group of the directory. */
  boolean hasJobsOfGroups();

  /**
   * Offset of the newest command for which everybody in a group was, or is being, published anew;
   * -1: none.
   */
  long resolvedFor(String group);

  /** Offset of the last command that was decided; -1: none. */
  long lastOffset();
}

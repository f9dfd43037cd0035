package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.log.ViewBehindException;
import dev.rolecall.views.log.ViewBusyException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the directory. All but {@link #upToDate} block the calling thread for as long as the
 * disk takes: never call them on an event loop. Every read sees one state of the directory.
 *
 * <p>Reads throw {@link ViewBusyException} when too many of them are under way.
 */
public interface DirectoryReader {

  /**
   * Completes when every write that was answered before this call is visible to reads that follow;
   * fails with {@link ViewBehindException} when that takes too long or cannot be known.
   */
  CompletableFuture<Void> upToDate(String directory);

  Optional<UserState> user(String directory, String id);

  Optional<GroupState> group(String directory, String id);

  /** Users that a look-up finds, at most so many. */
  Page<UserState> users(String directory, Lookup lookup, int most);

  /** Groups that a look-up finds, at most so many. */
  Page<GroupState> groups(String directory, Lookup lookup, int most);

  /**
   * A part of a sorted list.
   *
   * @throws ViewBusyException also when it takes longer than a client may occupy a reader
   */
  Listed list(String directory, Listing listing);

  /**
   * Members of a group, ordered by id; they need not be known as users (yet).
   *
   * @param after the last id of the part before; null: from the first
   * @param most how many at most
   */
  List<Membership> members(String directory, String group, @Nullable String after, int most);

  /** The groups that a person is a member of, ordered by id. */
  List<GroupOfPerson> groupsOf(String directory, String person);

  /** As {@link #groupsOf(String, String)}, of some persons at once. */
  Map<String, List<GroupOfPerson>> groupsOf(String directory, List<String> persons);

  /**
   * The groups that persons are in only because groups of theirs are members of them, the nearest
   * first, at most 1,000 of each. Each is as old as the oldest path to it, which begins with its
   * newest edge.
   */
  Map<String, List<GroupOfPerson>> inheritedGroups(String directory, List<String> persons);

  /** Which of these ids are those of groups. */
  Set<String> groupsAmong(String directory, Collection<String> ids);

  /**
   * Tells this directory log from all others: every reader of it says the same, and nobody outside
   * can guess it.
   */
  String origin();

  /** The policy bundle that is in force, when one was ever published. */
  Optional<BundleState> bundle();

  /** The last policy bundle that was held, with what became of it. */
  Optional<HeldBundle> heldBundle();

  /** Whether an operator has confirmed a directory; until then nothing is taken on its behalf. */
  boolean isReady(String directory);
}

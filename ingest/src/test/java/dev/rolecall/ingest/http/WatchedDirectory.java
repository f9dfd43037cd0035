package dev.rolecall.ingest.http;

import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.directory.GroupOfPerson;
import dev.rolecall.views.directory.Listed;
import dev.rolecall.views.directory.Listing;
import dev.rolecall.views.directory.Lookup;
import dev.rolecall.views.directory.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A view whose reads are counted, and which can be made to lag behind. */
final class WatchedDirectory implements DirectoryReader {

  /** How many times the file was asked, and how many members it told. */
  final AtomicInteger reads = new AtomicInteger();

  final AtomicInteger membersRead = new AtomicInteger();

  /** Why the newest state cannot be read. */
  @Nullable RuntimeException barrier;

  /** Runs before each part of members is read. */
  Runnable beforeMembers = () -> {};

  /** What the next reads of one user find: the view is behind. */
  final Queue<Optional<UserState>> behind = new ConcurrentLinkedQueue<>();

  private final DirectoryReader view;

  WatchedDirectory(DirectoryReader view) {
    this.view = view;
  }

  @Override
  public CompletableFuture<Void> upToDate(String directory) {
    return barrier == null ? view.upToDate(directory) : CompletableFuture.failedFuture(barrier);
  }

  @Override
  public Optional<UserState> user(String directory, String id) {
    Optional<UserState> old = behind.poll();
    return old == null ? counted().user(directory, id) : old;
  }

  @Override
  public Optional<GroupState> group(String directory, String id) {
    return counted().group(directory, id);
  }

  @Override
  public Page<UserState> users(String directory, Lookup lookup, int most) {
    return counted().users(directory, lookup, most);
  }

  @Override
  public Page<GroupState> groups(String directory, Lookup lookup, int most) {
    return counted().groups(directory, lookup, most);
  }

  @Override
  public Listed list(String directory, Listing listing) {
    return counted().list(directory, listing);
  }

  @Override
  public List<Membership> members(
      String directory, String group, @Nullable String after, int most) {
    beforeMembers.run();
    List<Membership> members = counted().members(directory, group, after, most);
    membersRead.addAndGet(members.size());
    return members;
  }

  @Override
  public List<GroupOfPerson> groupsOf(String directory, String person) {
    return counted().groupsOf(directory, person);
  }

  @Override
  public Map<String, List<GroupOfPerson>> groupsOf(String directory, List<String> persons) {
    return counted().groupsOf(directory, persons);
  }

  @Override
  public Map<String, List<GroupOfPerson>> inheritedGroups(String directory, List<String> persons) {
    return counted().inheritedGroups(directory, persons);
  }

  @Override
  public Set<String> groupsAmong(String directory, Collection<String> ids) {
    return counted().groupsAmong(directory, ids);
  }

  @Override
  public String origin() {
    return view.origin();
  }

  @Override
  public Optional<BundleState> bundle() {
    return counted().bundle();
  }

  @Override
  public Optional<HeldBundle> heldBundle() {
    return counted().heldBundle();
  }

  private DirectoryReader counted() {
    reads.incrementAndGet();
    return view;
  }

  @Override
  public boolean isReady(String directory) {
    return true;
  }
}

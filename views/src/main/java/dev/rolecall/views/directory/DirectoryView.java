package dev.rolecall.views.directory;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.log.FollowedFile;
import dev.rolecall.views.log.LogView;
import dev.rolecall.views.log.LogView.LogViewConfig;
import dev.rolecall.views.log.ReadLimits;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The directory, read from a local SQLite file that follows the directory log. */
public final class DirectoryView implements DirectoryReader, AutoCloseable {

  /**
   * Four readers run in parallel; reads of everything leave two to those that take microseconds.
   * 4000 wait about two seconds at 0.5 ms each; beyond that answering "busy" is kinder.
   */
  private static final ReadLimits LIMITS = new ReadLimits(4, 2, 4_000);

  private final FollowedFile view;
  private final Duration longestWait;
  private final InstantSource clock;

  /**
   * Over a file that is followed.
   *
   * @param longestWait how long a read may wait for the newest state
   */
  DirectoryView(FollowedFile view, Duration longestWait, InstantSource clock) {
    this.view = view;
    this.longestWait = longestWait;
    this.clock = clock;
  }

  /**
   * Opens the file and starts to follow the log. Returns at once: reads wait for what they need.
   *
   * @throws IllegalStateException when Kafka does not answer, the topic is missing, or the file
   *     cannot be used
   */
  public static DirectoryView start(DirectoryViewConfig config) {
    LogView view =
        LogView.start(
            new LogViewConfig(
                config.kafka(), config.client(), config.file(), config.clock(), Duration.ZERO),
            List.of(Topics.DIRECTORY.name()),
            Tables.layout(),
            new DirectoryApplier(),
            LIMITS);
    return new DirectoryView(view, config.longestWait(), config.clock());
  }

  /** What keeps the view from being used; empty when it has caught up and follows the log. */
  public Optional<String> problem() {
    return view.problem();
  }

  /** How many records of the directory log it does not hold yet. */
  public double lag() {
    return view.lag();
  }

  @Override
  public CompletableFuture<Void> upToDate(String directory) {
    return view.upToDate(Topics.DIRECTORY, directory, longestWait);
  }

  @Override
  public String origin() {
    return view.origin();
  }

  @Override
  public Optional<UserState> user(String directory, String id) {
    return read(queries -> queries.user(directory, id));
  }

  @Override
  public Optional<GroupState> group(String directory, String id) {
    return read(queries -> queries.group(directory, id));
  }

  @Override
  public Page<UserState> users(String directory, Lookup lookup, int most) {
    Listed listed = list(directory, first(Kind.USERS, lookup, most));
    return new Page<>(
        listed.total(), listed.of(Found.OfUser.class).map(Found.OfUser::state).toList());
  }

  @Override
  public Page<GroupState> groups(String directory, Lookup lookup, int most) {
    Listed listed = list(directory, first(Kind.GROUPS, lookup, most));
    return new Page<>(
        listed.total(), listed.of(Found.OfGroup.class).map(Found.OfGroup::state).toList());
  }

  @Override
  public Listed list(String directory, Listing listing) {
    return listing.isLight()
        ? read(queries -> queries.list(directory, listing))
        : view.scan(file -> new Queries(file, clock).list(directory, listing));
  }

  private static Listing first(Kind kind, Lookup lookup, int most) {
    Source source =
        new Source(kind, lookup.on(kind), Optional.empty(), new Source.Key.Stored(Column.CREATED));
    return new Listing(List.of(source), false, new Window.FromIndex(1, most));
  }

  @Override
  public List<Membership> members(
      String directory, String group, @Nullable String after, int most) {
    return read(queries -> queries.members(directory, group, after, most));
  }

  @Override
  public List<GroupOfPerson> groupsOf(String directory, String person) {
    return groupsOf(directory, List.of(person)).getOrDefault(person, List.of());
  }

  @Override
  public Map<String, List<GroupOfPerson>> groupsOf(String directory, List<String> persons) {
    return read(queries -> queries.groupsOf(directory, persons));
  }

  @Override
  public Map<String, List<GroupOfPerson>> inheritedGroups(String directory, List<String> persons) {
    return view.read(file -> Nesting.inherited(file, directory, persons));
  }

  @Override
  public Set<String> groupsAmong(String directory, Collection<String> ids) {
    return ids.isEmpty() ? Set.of() : view.read(file -> Nesting.groupsAmong(file, directory, ids));
  }

  @Override
  public Optional<BundleState> bundle() {
    return read(queries -> queries.bundle(Keys.POLICY_DIRECTORY));
  }

  @Override
  public Optional<HeldBundle> heldBundle() {
    return read(queries -> queries.heldBundle(Keys.POLICY_DIRECTORY));
  }

  @Override
  public boolean isReady(String directory) {
    return read(queries -> queries.isReady(directory));
  }

  private interface Question<T> {
    T ask(Queries queries) throws SQLException;
  }

  private <T> T read(Question<T> question) {
    return view.read(file -> question.ask(new Queries(file, clock)));
  }

  @Override
  public void close() {
    view.close();
  }
}

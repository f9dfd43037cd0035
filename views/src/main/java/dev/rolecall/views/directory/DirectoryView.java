package dev.rolecall.views.directory;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.log.LogView;
import dev.rolecall.views.log.LogView.LogViewConfig;
import dev.rolecall.views.log.ReadLimits;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The directory, read from a local SQLite file that follows the directory log. */
public final class DirectoryView implements DirectoryReader, AutoCloseable {

  /**
   * Four readers run in parallel; reads of everything leave two to those that take microseconds.
   * 4000 wait about two seconds at 0.5 ms each; beyond that answering "busy" is kinder.
   */
  private static final ReadLimits LIMITS = new ReadLimits(4, 2, 4_000);

  private final LogView view;
  private final DirectoryViewConfig config;

  private DirectoryView(LogView view, DirectoryViewConfig config) {
    this.view = view;
    this.config = config;
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
            new LogViewConfig(config.kafka(), config.client(), config.file(), config.clock()),
            List.of(Topics.DIRECTORY.name()),
            Tables.layout(),
            new DirectoryApplier(),
            LIMITS);
    return new DirectoryView(view, config);
  }

  /** What keeps the view from being used; empty when it has caught up and follows the log. */
  public Optional<String> problem() {
    return view.problem();
  }

  @Override
  public CompletableFuture<Void> upToDate(String directory) {
    return view.upToDate(Topics.DIRECTORY, directory, config.longestWait());
  }

  @Override
  public Optional<UserState> user(String directory, String id) {
    return users(directory, new Query<>(new Lookup.ById(id), Optional.empty(), 1, 1))
        .items()
        .stream()
        .findFirst();
  }

  @Override
  public Optional<GroupState> group(String directory, String id) {
    return groups(directory, new Query<>(new Lookup.ById(id), Optional.empty(), 1, 1))
        .items()
        .stream()
        .findFirst();
  }

  @Override
  public Page<UserState> users(String directory, Query<UserState> query) {
    return page(query, queries -> queries.page(Select.USERS, directory, query, States.USERS));
  }

  @Override
  public Page<GroupState> groups(String directory, Query<GroupState> query) {
    return page(query, queries -> queries.page(Select.GROUPS, directory, query, States.GROUPS));
  }

  private <T> Page<T> page(Query<T> query, Question<Page<T>> question) {
    return query.lookup() instanceof Lookup.Everything
        ? view.scan(file -> question.ask(new Queries(file, config.clock())))
        : read(question);
  }

  @Override
  public List<Membership> members(
      String directory, String group, @Nullable String after, int most) {
    return read(queries -> queries.members(directory, group, after, most));
  }

  @Override
  public List<GroupOfPerson> groupsOf(String directory, String person) {
    return read(queries -> queries.groupsOf(directory, person));
  }

  @Override
  public Optional<BundleState> bundle() {
    return read(queries -> queries.bundle(Keys.POLICY_DIRECTORY));
  }

  private interface Question<T> {
    T ask(Queries queries) throws SQLException;
  }

  private <T> T read(Question<T> question) {
    return view.read(file -> question.ask(new Queries(file, config.clock())));
  }

  @Override
  public void close() {
    view.close();
  }
}

package dev.rolecall.views.directory;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory, read from a local SQLite file that one thread keeps filled from the directory log.
 * The file and its offsets change in one transaction, so a crash loses nothing and repeats nothing;
 * a file that cannot be continued is built anew (see {@link ViewFile}).
 */
public final class DirectoryView implements DirectoryReader, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryView.class);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final DirectoryLog log;
  private final LogTail tail;
  private final Thread thread;
  private final ReadPool reads;
  private final ReadBarrier barrier;
  private final Progress progress;
  private final Map<Integer, Long> endsAtStart;

  private DirectoryView(DirectoryLog log, DirectoryViewConfig config)
      throws SQLException, IOException {
    this.log = log;
    LogIdentity identity = log.identity();
    ViewFile.Opened opened = ViewFile.open(config.file(), identity, config.clock().instant());
    opened.rebuilt().ifPresent(why -> LOG.atInfo().log("Building the directory view: {}", why));
    Map<Integer, Long> positions = ViewFile.positions(opened.connection());
    this.progress = new Progress();
    progress.committed(positions);
    this.endsAtStart = identity.ends();
    this.reads = new ReadPool(config.file(), config.clock());
    this.barrier = new ReadBarrier(log, progress, log::partitionOf, config.longestWait());
    this.tail =
        new LogTail(
            log.consumer(identity, positions),
            new Applier(opened.connection()),
            progress,
            config.clock(),
            positions);
    this.thread = Thread.ofPlatform().name("directory-view").start(tail);
  }

  /**
   * Opens the file and starts to follow the log. Returns at once: reads wait for what they need.
   *
   * @throws IllegalStateException when Kafka does not answer or the topic is missing
   */
  public static DirectoryView start(DirectoryViewConfig config) {
    DirectoryLog log = DirectoryLog.connect(config.kafka(), config.client());
    try {
      return new DirectoryView(log, config);
    } catch (SQLException | IOException e) {
      log.close();
      throw new IllegalStateException("the directory view cannot use " + config.file(), e);
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** What keeps the view from being used; empty when it has caught up and follows the log. */
  public Optional<String> problem() {
    Optional<String> stopped = tail.problem();
    if (stopped.isPresent() || progress.hasReached(endsAtStart)) {
      return stopped;
    }
    return Optional.of("still reading what the log held at the start");
  }

  @Override
  public CompletableFuture<Void> upToDate(String directory) {
    Optional<String> stopped = tail.problem();
    return stopped.isPresent()
        ? CompletableFuture.failedFuture(new ViewBehindException(stopped.get(), null))
        : barrier.upToDate(directory);
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

  private <T> Page<T> page(Query<T> query, ReadPool.Question<Page<T>> question) {
    return query.lookup() instanceof Lookup.Everything
        ? reads.scan(question)
        : reads.read(question);
  }

  @Override
  public List<Membership> members(
      String directory, String group, @Nullable String after, int most) {
    return reads.read(queries -> queries.members(directory, group, after, most));
  }

  @Override
  public List<GroupOfPerson> groupsOf(String directory, String person) {
    return reads.read(queries -> queries.groupsOf(directory, person));
  }

  @Override
  public Optional<BundleState> bundle() {
    return reads.read(queries -> queries.bundle(Keys.POLICY_DIRECTORY));
  }

  @Override
  public void close() {
    tail.stop();
    try {
      if (!thread.join(LONGEST_STOP)) {
        LOG.atWarn().log("The directory view did not stop in time");
      }
      reads.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("the view's file cannot be closed", e));
    } finally {
      log.close();
    }
  }
}

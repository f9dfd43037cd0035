package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.DirectoryProgress.JobProgress;
import dev.rolecall.processor.directory.decide.Job;
import dev.rolecall.processor.streams.StreamsService;
import dev.rolecall.processor.streams.WorkedOff;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The directory stage as it runs. Its topics must exist. */
public final class DirectoryStage implements AutoCloseable {

  /** The consumer group, and part of the names of the stores' topics: never changes. */
  public static final String APPLICATION = "rolecall-directory";

  /**
   * How long it sleeps at most when there is nothing to decide: jobs have their slices meanwhile.
   */
  private static final Duration RHYTHM = Duration.ofMillis(10);

  /**
   * The longest transaction. Commands end theirs themselves, when all that were fetched are
   * decided.
   */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMillis(50);

  /** A command writes some ten records: a transaction stays within a thousand. */
  private static final int MOST_AT_ONCE = 100;

  private final StreamsService streams;

  private DirectoryStage(StreamsService streams) {
    this.streams = streams;
  }

  /** Starts it; commands are decided once its partitions have been assigned and restored. */
  public static DirectoryStage start(DirectoryConfig config) {
    WorkedOff clients = new WorkedOff();
    return new DirectoryStage(
        StreamsService.start(
            APPLICATION,
            DirectoryTopology.build(config.bundles(), System::nanoTime, clients),
            settings(config),
            InstantSource.system(),
            clients,
            config.givenUp()));
  }

  private static Map<String, Object> settings(DirectoryConfig config) {
    Map<String, Object> settings =
        new HashMap<>(
            config.kafka().streams(APPLICATION, config.state(), config.instance(), RHYTHM));
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, LONGEST_TRANSACTION.toMillis());
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MOST_AT_ONCE);
    return settings;
  }

  /** What keeps it from deciding commands; empty when nothing does. */
  public Optional<String> problem() {
    return streams.problem();
  }

  /** How many commands wait to be decided by this process. */
  public double lag() {
    return streams.lag(topic -> true);
  }

  /** Threads that died and were replaced in the last ten minutes. */
  public int replacedThreads() {
    return streams.replacedThreads();
  }

  /** Work that outlives its command, in the partitions of this process. */
  public DirectoryProgress progress() {
    return streams
        .<Job>store(DirectoryStores.JOBS)
        .map(DirectoryStage::progress)
        .orElseGet(() -> new DirectoryProgress(List.of()));
  }

  private static DirectoryProgress progress(ReadOnlyKeyValueStore<String, Job> stored) {
    List<JobProgress> jobs = new ArrayList<>();
    try (KeyValueIterator<String, Job> each = stored.all()) {
      while (each.hasNext() && jobs.size() < DirectoryProgress.LISTED) {
        jobs.add(DirectoryProgress.of(each.next().value));
      }
    } catch (InvalidStateStoreException moved) {
      // The partitions go to somebody else, who tells of their jobs.
      return new DirectoryProgress(List.of());
    }
    return new DirectoryProgress(jobs);
  }

  /**
   * Ends the transactions under way and stops, within 8 seconds. Its partitions go to others at
   * once, and come back at once when it is started again on the same folder.
   */
  @Override
  public void close() {
    streams.close();
  }
}

package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.DirectoryProgress.JobProgress;
import dev.rolecall.processor.directory.decide.Job;
import dev.rolecall.processor.streams.StreamsService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The directory stage as it runs. Its topics must exist. */
public final class DirectoryStage implements AutoCloseable {

  /** The consumer group, and part of the names of the stores' topics: never changes. */
  public static final String APPLICATION = "rolecall-directory";

  /** A request waits for each command. Shorter ones cost more than they save (measured). */
  public static final Duration RHYTHM = Duration.ofMillis(5);

  private final StreamsService streams;

  private DirectoryStage(StreamsService streams) {
    this.streams = streams;
  }

  /** Starts it; commands are decided once its partitions have been assigned and restored. */
  public static DirectoryStage start(DirectoryConfig config) {
    return new DirectoryStage(
        StreamsService.start(
            APPLICATION,
            DirectoryTopology.build(config.bundles(), System::nanoTime),
            config.kafka().streams(APPLICATION, config.state(), config.instance(), RHYTHM),
            InstantSource.system(),
            config.givenUp()));
  }

  /** What keeps it from deciding commands; empty when nothing does. */
  public Optional<String> problem() {
    return streams.problem();
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
   * Ends the transactions under way and stops, within 15 seconds. Its partitions go to others at
   * once, and come back at once when it is started again on the same folder.
   */
  @Override
  public void close() {
    streams.close();
  }
}

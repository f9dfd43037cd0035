package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.DirectoryProgress.JobProgress;
import dev.rolecall.processor.directory.decide.Job;
import dev.rolecall.processor.streams.BoundedRocksDb;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory stage as it runs. Its topics must exist. */
public final class DirectoryStage implements AutoCloseable {

  /** The consumer group, and part of the names of the stores' topics: never changes. */
  public static final String APPLICATION = "rolecall-directory";

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryStage.class);

  /** Ending the transactions under way takes far less, unless the brokers are gone. */
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final KafkaStreams streams;

  private DirectoryStage(KafkaStreams streams) {
    this.streams = streams;
  }

  /** Starts it; commands are decided once its partitions have been assigned and restored. */
  public static DirectoryStage start(DirectoryConfig config) {
    KafkaStreams streams =
        new KafkaStreams(
            DirectoryTopology.build(config.bundles(), System::nanoTime), settings(config));
    streams.setUncaughtExceptionHandler(
        new RestartBudget(
            InstantSource.system(),
            failure -> LOG.atWarn().setCause(failure).log("A thread failed and is replaced"),
            failure -> {
              LOG.atError().setCause(failure).log("Threads keep failing: the stage stops");
              config.givenUp().accept(failure);
            }));
    streams.setStateListener((now, before) ->
        LOG.atInfo().addKeyValue("outcome", now).log("The directory stage has changed state"));
    streams.start();
    return new DirectoryStage(streams);
  }

  private static Properties settings(DirectoryConfig config) {
    Map<String, Object> settings =
        config.kafka().streams(APPLICATION, config.state(), config.instance());
    // Commands are read as bytes: this sees only bugs, and bugs stop the stage. So do exceptions
    // while a command is decided; that is Kafka Streams' default.
    settings.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailExceptionHandler.class);
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    // A decision that is not written whole must not be written at all.
    settings.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DefaultProductionExceptionHandler.class);
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  /** What keeps it from deciding commands; empty when nothing does. */
  public Optional<String> problem() {
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.RUNNING
        ? Optional.empty()
        : Optional.of("the directory stage is " + state);
  }

  /** Work that outlives its command, in the partitions of this process. */
  public DirectoryProgress progress() {
    List<JobProgress> jobs = new ArrayList<>();
    try {
      ReadOnlyKeyValueStore<String, Job> stored =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  DirectoryStores.JOBS, QueryableStoreTypes.keyValueStore()));
      try (KeyValueIterator<String, Job> each = stored.all()) {
        while (each.hasNext() && jobs.size() < DirectoryProgress.LISTED) {
          jobs.add(DirectoryProgress.of(each.next().value));
        }
      }
    } catch (InvalidStateStoreException restoring) {
      return new DirectoryProgress(List.of());
    }
    return new DirectoryProgress(jobs);
  }

  /**
   * Ends the transactions under way and stops, within 10 seconds. The instance stays in its group:
   * started again on the same folder, it has its partitions back at once.
   */
  @Override
  public void close() {
    boolean closed =
        streams.close(
            CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
    if (!closed) {
      LOG.atWarn().log("The directory stage did not stop in time; its transaction is aborted");
    }
  }
}

package dev.rolecall.processor.streams;

import dev.rolecall.service.watch.ConsumerLag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka Streams application from start to close.
 *
 * <p>A thread that dies is replaced a bounded number of times (transactions are aborted by brokers
 * for reasons that pass); after that, and at once for a record that cannot be decoded, the
 * application stops: it never skips what it did not understand.
 */
public final class StreamsService implements AutoCloseable {

  /**
   * Long enough to end the open transaction and to close the stores; a process that is asked to
   * stop has ten seconds in all.
   */
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

  /**
   * What Kafka 5.0 does without being asked; until then each start without it warns, though there
   * are no global stores. The constant is deprecated, because the setting ends with 5.0.
   */
  private static final String HANDLE_GLOBAL_STORES = "processing.exception.handler.global.enabled";

  private final String application;
  private final KafkaStreams streams;
  private final Logger log;
  private final ThreadReplacement threads;

  private StreamsService(
      String application, KafkaStreams streams, Logger log, ThreadReplacement threads) {
    this.application = application;
    this.streams = streams;
    this.log = log;
    this.threads = threads;
  }

  /**
   * Starts the topology; returns at once, the work begins when its partitions are assigned.
   *
   * @param settings of {@code KafkaSettings.streams}
   */
  public static StreamsService start(
      String application, Topology topology, Map<String, Object> settings, InstantSource clock) {
    return start(application, topology, settings, clock, new WorkedOff(), failure -> {});
  }

  /**
   * Starts the topology; returns at once, the work begins when its partitions are assigned.
   *
   * @param settings of {@code KafkaSettings.streams}
   * @param clients where its clients come from
   * @param givenUp told when the application stops by itself, for good; called by a thread of the
   *     application, which must not be closed from there
   */
  public static StreamsService start(
      String application,
      Topology topology,
      Map<String, Object> settings,
      InstantSource clock,
      WorkedOff clients,
      Consumer<Throwable> givenUp) {
    KafkaStreams streams = new KafkaStreams(topology, properties(settings), clients);
    // Which application speaks is the logger's name.
    Logger log = LoggerFactory.getLogger(StreamsService.class.getName() + "." + application);
    ThreadReplacement threads = new ThreadReplacement(log, clock, givenUp);
    streams.setUncaughtExceptionHandler(threads);
    streams.setStateListener((now, before) ->
        log.atInfo().addKeyValue("outcome", now).log("The application changed its state"));
    streams.start();
    return new StreamsService(application, streams, log, threads);
  }

  /** Nothing is skipped by Kafka Streams: what may be skipped, a topology skips by itself. */
  private static Properties properties(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    all.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailExceptionHandler.class);
    all.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class);
    all.put(HANDLE_GLOBAL_STORES, true);
    // A decision that is not written whole must not be written at all.
    all.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DefaultProductionExceptionHandler.class);
    Properties properties = new Properties();
    properties.putAll(all);
    return properties;
  }

  /** What is wrong; empty while records are processed. */
  public Optional<String> problem() {
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.RUNNING
        ? Optional.empty()
        : Optional.of(application + " is " + state);
  }

  /** How many records of these topics were written and not read by this process' tasks. */
  public double lag(Predicate<String> topics) {
    return ConsumerLag.of(streams.metrics(), topics);
  }

  /** Whether a topic is one that Kafka Streams makes between two parts of an application. */
  public static boolean isInternal(String topic) {
    return topic.endsWith("-repartition");
  }

  /** Threads that died and were replaced lately. */
  public int replacedThreads() {
    return threads.replaced();
  }

  /**
   * A store of this name, as the partitions of this process have it; empty while none can be read:
   * before they are restored, and once the application has stopped.
   *
   * @param <V> of the values; the caller knows what the store was built with
   */
  public <V> Optional<ReadOnlyKeyValueStore<String, V>> store(String name) {
    if (!streams.state().isRunningOrRebalancing()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          streams.store(
              StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore())));
    } catch (InvalidStateStoreException | IllegalStateException notNow) {
      // The latter when it stopped since we asked.
      return Optional.empty();
    }
  }

  /**
   * Ends the open transaction and leaves the group, so that others (or the next start) take over
   * without waiting for a session to expire.
   */
  @Override
  public void close() {
    boolean closed =
        streams.close(
            CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    if (!closed) {
      log.atWarn().log("The application did not close in time; its transaction is aborted");
    }
  }
}

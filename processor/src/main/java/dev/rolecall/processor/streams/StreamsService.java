package dev.rolecall.processor.streams;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
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

  /** Long enough to end the open transaction, short enough for an orchestrator's patience. */
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);

  private final String application;
  private final KafkaStreams streams;
  private final Logger log;

  private StreamsService(String application, KafkaStreams streams, Logger log) {
    this.application = application;
    this.streams = streams;
    this.log = log;
  }

  /**
   * Starts the topology; returns at once, the work begins when its partitions are assigned.
   *
   * @param settings of {@code KafkaSettings.streams}
   */
  public static StreamsService start(
      String application, Topology topology, Map<String, Object> settings, InstantSource clock) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    Properties properties = new Properties();
    properties.putAll(all);
    KafkaStreams streams = new KafkaStreams(topology, properties);
    // Which application speaks is the logger's name.
    Logger log = LoggerFactory.getLogger(StreamsService.class.getName() + "." + application);
    streams.setUncaughtExceptionHandler(new ThreadReplacement(log, clock));
    streams.setStateListener((now, before) ->
        log.atInfo().addKeyValue("outcome", now).log("The application changed its state"));
    streams.start();
    return new StreamsService(application, streams, log);
  }

  /** What is wrong; empty while records are processed. */
  public Optional<String> problem() {
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.RUNNING
        ? Optional.empty()
        : Optional.of(application + " is " + state);
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
      log.atWarn().log("The application did not close in time");
    }
  }
}

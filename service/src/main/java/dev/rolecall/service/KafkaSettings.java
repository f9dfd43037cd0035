package dev.rolecall.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of every Kafka client we open, said out loud. What an operator puts under {@code
 * kafka:} in the configuration (addresses, security) comes first and is passed on to each client;
 * what is below is ours, because a guarantee hangs on it.
 *
 * <p>The values are the plain names of Kafka Streams' settings where that library is not on the
 * class path of this module.
 */
public record KafkaSettings(Map<String, String> connection) {

  /**
   * A command that has not reached the broker by then has failed: less than the time an HTTP
   * request waits.
   */
  public static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(6);

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);

  /** How long a send may wait for metadata or buffer space before it fails: it holds a caller. */
  private static final Duration MAX_BLOCK = Duration.ofSeconds(2);

  /** A killed process' partitions are given to others after this. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  /**
   * A broker that is frozen closes no connection: until this is over nobody asks who leads its
   * partitions by now. As long as a session, because others take its place after that.
   */
  private static final Duration LONGEST_READ = SESSION_TIMEOUT;

  /**
   * How long records of a transaction are gathered: its end sends them all. Sent one by one, those
   * behind the first of a partition are refused and repeated while the broker adds the partition to
   * the transaction: measured as several requests instead of one, and a busy broker.
   */
  private static final Duration GATHERED = Duration.ofMillis(100);

  /** What a transaction writes to one partition is one batch, for the same reason. */
  private static final int LARGEST_BATCH_BYTES = 128 * 1024;

  /** Some thousand counts; they are written once in each transaction. */
  private static final int STORE_CACHE_BYTES = 1024 * 1024;

  /**
   * The coordinator aborts what a killed process left open after this, and until then nobody else
   * can take its partitions over or read behind it. So it must not be much longer than a session.
   * What is aborted is done again, which costs a connector nothing. Brokers look for such
   * transactions every 10 s by default: see docs/operating.md.
   */
  private static final Duration TRANSACTION_TIMEOUT = SESSION_TIMEOUT;

  /**
   * The same of a Kafka Streams application. After an abort it builds its stores anew, and a thread
   * dies if its commit was under way (KAFKA-20785): longer, so that a machine that stalls for a
   * while does not pay for it.
   */
  private static final Duration STREAMS_TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  /** A second processor keeps the stores of the first up to date, and need not read them anew. */
  private static final int STANDBYS = 1;

  public KafkaSettings {
    connection = Map.copyOf(connection);
    if (!connection.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IllegalArgumentException("kafka needs bootstrap.servers");
    }
  }

  /** Only the names: among the values are passwords. */
  @Override
  public String toString() {
    return "KafkaSettings" + new TreeSet<>(connection.keySet());
  }

  /** A producer whose acknowledged records survive the loss of a broker. */
  public Map<String, Object> producer(String client) {
    Map<String, Object> settings = client(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY_TIMEOUT));
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_TIMEOUT));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) MAX_BLOCK.toMillis());
    // A person waits for each record: batching happens by itself under load.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    return settings;
  }

  /** A producer of transactions; a second one with the same id fences the first. */
  public Map<String, Object> transactionalProducer(String client, String transactionalId) {
    Map<String, Object> settings = producer(client);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(TRANSACTION_TIMEOUT));
    settings.put(ProducerConfig.LINGER_MS_CONFIG, millis(GATHERED));
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, LARGEST_BATCH_BYTES);
    return settings;
  }

  /**
   * A consumer that is told by hand what to read. It commits nothing and sees only committed
   * records.
   */
  public Map<String, Object> consumer(String client) {
    Map<String, Object> settings = client(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(LONGEST_READ));
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    // Our topics are created before anybody reads them; a misspelt one must not appear by itself.
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return settings;
  }

  /**
   * A consumer that shares partitions with others of its group.
   *
   * <p>The classic protocol without static membership: a killed member's partitions move after the
   * session timeout, a closed one's at once.
   */
  public Map<String, Object> groupConsumer(String client, String group) {
    Map<String, Object> settings = consumer(client);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis());
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis() / 3);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    return settings;
  }

  public Map<String, Object> admin(String client) {
    Map<String, Object> settings = client(client);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_TIMEOUT));
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    return settings;
  }

  /**
   * A Kafka Streams application.
   *
   * @param instance stays the same over restarts on one state folder: with it a killed process
   *     fences its own open transaction and gets its partitions back at once
   * @param rhythm how often transactions end, never per record (30 times slower); what waits for
   *     them waits half of it more. Each costs the broker the same whatever is in it
   */
  public Map<String, Object> streams(
      String application, Path state, String instance, Duration rhythm) {
    Map<String, Object> settings = client(application);
    settings.put("application.id", application);
    settings.put("state.dir", state.toString());
    settings.put("processing.guarantee", "exactly_once_v2");
    settings.put("commit.interval.ms", rhythm.toMillis());
    // Nothing commits while the thread sleeps in poll.
    settings.put("poll.ms", rhythm.toMillis());
    settings.put("request.timeout.ms", millis(LONGEST_READ));
    settings.put("num.stream.threads", 1);
    settings.put("num.standby.replicas", STANDBYS);
    // For the few stores that ask for a cache: counts that change with each record.
    settings.put("statestore.cache.max.bytes", STORE_CACHE_BYTES);
    // Budgets of removals go by the broker's clock.
    settings.put("topic.message.timestamp.type", "LogAppendTime");
    settings.put("replication.factor", -1);
    settings.put("group.protocol", "classic");
    settings.put("topology.optimization", "none");
    settings.put("producer.retry.backoff.ms", 5);
    settings.put("producer.linger.ms", millis(GATHERED));
    settings.put("producer.batch.size", LARGEST_BATCH_BYTES);
    settings.put("producer.transaction.timeout.ms", millis(STREAMS_TRANSACTION_TIMEOUT));
    settings.put("main.consumer.group.instance.id", instance);
    settings.put("main.consumer.session.timeout.ms", (int) SESSION_TIMEOUT.toMillis());
    settings.put("main.consumer.heartbeat.interval.ms", (int) SESSION_TIMEOUT.toMillis() / 3);
    settings.put("main.consumer.fetch.min.bytes", 1);
    settings.put("main.consumer.fetch.max.wait.ms", 100);
    settings.put("main.consumer.auto.offset.reset", "earliest");
    return settings;
  }

  private Map<String, Object> client(String client) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, client);
    return settings;
  }

  private static int millis(Duration duration) {
    return (int) duration.toMillis();
  }
}

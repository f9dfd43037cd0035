package dev.rolecall.app.guarantees;

import static org.awaitility.Awaitility.await;

import dev.rolecall.app.system.Ports;
import dev.rolecall.service.KafkaSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Three Kafka brokers that are their own controllers, each in a process of its own, as Kafka ships
 * them. What is written is on two of them at least before it is acknowledged.
 */
final class Brokers implements AutoCloseable {

  static final int COUNT = 3;

  private static final int HEAP = 320;
  private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);

  private final List<Child> nodes = new ArrayList<>();
  private final List<Integer> ports;
  private final Admin admin;

  Brokers(Path folder) throws IOException {
    List<Integer> free = Ports.of(2 * COUNT);
    ports = free.subList(0, COUNT);
    List<Integer> controllers = free.subList(COUNT, 2 * COUNT);
    String cluster = Uuid.randomUuid().toString();
    for (int node = 0; node < COUNT; node++) {
      Path logs = Files.createDirectories(folder.resolve("kafka-" + node));
      format(node, cluster, logs);
      Path settings =
          Files.writeString(
              folder.resolve("kafka-%d.properties".formatted(node)),
              settings(node, logs, controllers));
      nodes.add(
          new Child(
              "broker-" + node,
              folder,
              HEAP,
              // The broker says nothing at the level of errors: a port that answers tells.
              "",
              List.of("kafka.Kafka", settings.toString())));
    }
    nodes.forEach(Child::start);
    admin = Admin.create(kafka().admin("guarantees"));
    await("brokers")
        .atMost(LONGEST_RECOVERY)
        .ignoreExceptions()
        .until(() -> admin.describeCluster().nodes().get().size() == COUNT);
  }

  KafkaSettings kafka() {
    return new KafkaSettings(Map.of("bootstrap.servers", bootstrapServers()));
  }

  String bootstrapServers() {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  Admin admin() {
    return admin;
  }

  List<Child> nodes() {
    return nodes;
  }

  /** Waits until each partition is in sync on all three. */
  void awaitWhole() {
    await("all partitions in sync on all brokers")
        .atMost(LONGEST_RECOVERY)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(this::isWhole);
  }

  private boolean isWhole() throws ExecutionException, InterruptedException {
    var names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return admin.describeCluster().nodes().get().size() == COUNT
        && admin.describeTopics(names).allTopicNames().get().values().stream()
            .map(TopicDescription::partitions)
            .flatMap(List::stream)
            .allMatch(partition -> partition.isr().size() == partition.replicas().size());
  }

  private static void format(int node, String cluster, Path folder) {
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(node)
          .setClusterId(cluster)
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName("CONTROLLER")
          .setPrintStream(silent)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("the folder of broker " + node + " is not formatted", e);
    }
  }

  private String settings(int node, Path logs, List<Integer> controllers) {
    String voters =
        IntStream.range(0, COUNT)
            .mapToObj(each -> each + "@127.0.0.1:" + controllers.get(each))
            .collect(Collectors.joining(","));
    return """
    process.roles=broker,controller
    node.id=%1$d
    controller.quorum.voters=%2$s
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%4$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%3$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=PLAINTEXT
    log.dirs=%5$s
    auto.create.topics.enable=false
    default.replication.factor=3
    min.insync.replicas=2
    offsets.topic.replication.factor=3
    offsets.topic.num.partitions=6
    transaction.state.log.replication.factor=3
    transaction.state.log.min.isr=2
    transaction.state.log.num.partitions=6
    share.coordinator.state.topic.replication.factor=3
    share.coordinator.state.topic.min.isr=2
    group.initial.rebalance.delay.ms=0
    broker.session.timeout.ms=6000
    broker.heartbeat.interval.ms=1000
    controller.quorum.fetch.timeout.ms=4000
    transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
    add.partitions.to.txn.retry.backoff.ms=1
    log.cleaner.dedupe.buffer.size=4194304
    log.index.size.max.bytes=1048576
    num.network.threads=2
    num.io.threads=4
    """
        .formatted(node, voters, ports.get(node), controllers.get(node), logs);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    nodes.forEach(Child::close);
  }
}

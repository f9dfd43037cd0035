package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Topics;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One real broker for all tests of this JVM, gone with it. */
final class Broker {

  private static final Broker ONE = new Broker();

  private final KafkaSettings settings;

  private Broker() {
    try {
      int broker = freePort();
      int controller = freePort();
      String folder = Files.createTempDirectory("rolecall-broker").toString();
      Path.of(folder).toFile().deleteOnExit();
      format(folder);
      KafkaRaftServer server =
          new KafkaRaftServer(
              KafkaConfig.fromProps(properties(folder, broker, controller), false), Time.SYSTEM);
      server.startup();
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
      settings = new KafkaSettings(Map.of("bootstrap.servers", "127.0.0.1:" + broker));
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not start", e);
    }
  }

  static KafkaSettings settings() {
    return ONE.settings;
  }

  /** Creates the topics of a tool. */
  static void create(String tool) throws InterruptedException {
    try (Admin admin = Admin.create(ONE.settings.admin("tests"))) {
      TopicSetup.create(
          admin, List.copyOf(Topics.all(List.of(tool))), TopicSetup.Layout.ALL_IN_ONE);
    }
  }

  private static void format(String folder) throws Exception {
    try (PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder)
          .setMetadataLogDirectory(folder)
          .setControllerListenerName("CONTROLLER")
          .setPrintStream(nowhere)
          .run();
    }
  }

  private static Properties properties(String folder, int broker, int controller) {
    Properties properties = new Properties();
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + broker + ",CONTROLLER://127.0.0.1:" + controller),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("log.dirs", folder),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "2"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "2"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"));
    settings.forEach(properties::setProperty);
    return properties;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

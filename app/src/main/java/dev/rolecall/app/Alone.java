package dev.rolecall.app;

import dev.rolecall.schemas.Topics;
import dev.rolecall.service.Health;
import dev.rolecall.service.InstanceIdentity;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.SchemaTopic;
import dev.rolecall.service.TopicSetup;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.watch.WatchServer.PortInUse;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;

/** One service in a process of its own, against the Kafka of the configuration. */
final class Alone {

  private Alone() {}

  /** Opens the parts of one service. */
  interface Parts {
    /** Answers with where its health and metrics are. */
    URI open(Services services, Health health, Closing closing) throws Exception;
  }

  /**
   * Runs a service until the process is asked to stop.
   *
   * @param name of its folder below the data folder: services that share a machine never share a
   *     folder
   */
  static int run(RolecallConfig config, String name, PrintWriter out, Parts parts)
      throws Exception {
    boundWatchers();
    KafkaSettings kafka =
        config
            .kafka()
            .orElseThrow(() ->
                new UserError(
                    "a service alone needs kafka.bootstrap.servers; 'rolecall up' brings its own"
                        + " broker"));
    Catalogue catalogue = new Catalogue(config);
    List<String> problems = catalogue.problems();
    if (!problems.isEmpty()) {
      throw new UserError("the configuration is not usable:\n  " + String.join("\n  ", problems));
    }
    config.warnings().forEach(warning -> out.println("warning: " + warning));
    RolecallConfig own = config.withData(config.data().resolve(name));
    Health health = new Health();
    AtomicReference<Optional<String>> life = new AtomicReference<>(Optional.of("it is starting"));
    health.add(name, life::get);
    try (Closing closing = new Closing()) {
      InstanceIdentity identity = closing.add(InstanceIdentity.hold(own.data(), UUID::randomUUID));
      checkTopics(kafka, catalogue);
      SchemaTopic.use(kafka);
      Scrape scrape = closing.add(new Scrape());
      Services services = new Services(own, catalogue, kafka, identity.id(), scrape);
      closing.add(services.kafkaWatch(health));
      URI watched = parts.open(services, health, closing);
      scrape.health(health);
      life.set(Optional.empty());
      Shutdown.listen();
      out.println(name + " is running; health and metrics at " + watched + "; stop with Ctrl-C");
      out.flush();
      Shutdown.await();
      life.set(Optional.of("it is stopping"));
    } catch (PortInUse taken) {
      throw new UserError(String.valueOf(taken.getMessage()));
    }
    return 0;
  }

  /** The JDK's HTTP server takes its limits from the process alone: watchers are few and quick. */
  private static void boundWatchers() {
    System.setProperty("jdk.httpserver.maxConnections", "64");
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
  }

  static void checkTopics(KafkaSettings kafka, Catalogue catalogue) throws InterruptedException {
    try (Admin admin = Admin.create(kafka.admin("topics"))) {
      List<String> differences =
          TopicSetup.differences(admin, Topics.all(catalogue.connected().keySet()));
      if (!differences.isEmpty()) {
        throw new UserError(
            "the topics are not as they should be:\n  " + String.join("\n  ", differences));
      }
    }
  }
}

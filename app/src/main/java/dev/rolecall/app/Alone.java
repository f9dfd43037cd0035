package dev.rolecall.app;

import dev.rolecall.schemas.Topics;
import dev.rolecall.service.Health;
import dev.rolecall.service.InstanceIdentity;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.SchemaTopic;
import dev.rolecall.service.TopicSetup;
import dev.rolecall.service.config.RolecallConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/** One service in a process of its own, against the Kafka of the configuration. */
final class Alone {

  private Alone() {}

  /** Opens the parts of one service. */
  interface Parts {
    void open(Services services, Health health, Closing closing) throws Exception;
  }

  /**
   * Runs a service until the process is asked to stop.
   *
   * @param name of its folder below the data folder: services that share a machine never share a
   *     folder
   */
  static int run(RolecallConfig config, String name, PrintWriter out, Parts parts)
      throws Exception {
    KafkaSettings kafka =
        config
            .kafka()
            .orElseThrow(() ->
                new UserError(
                    "a service alone needs kafka.bootstrap.servers; 'rolecall up' brings its own broker"));
    Catalogue catalogue = new Catalogue(config);
    List<String> problems = catalogue.problems();
    if (!problems.isEmpty()) {
      throw new UserError("the configuration is not usable:\n  " + String.join("\n  ", problems));
    }
    RolecallConfig own = ConfigOption.withData(config, config.data().resolve(name));
    try (Closing closing = new Closing()) {
      InstanceIdentity identity = closing.add(InstanceIdentity.hold(own.data(), UUID::randomUUID));
      checkTopics(kafka, catalogue);
      SchemaTopic.use(kafka);
      Services services =
          new Services(
              own,
              catalogue,
              kafka,
              identity.id(),
              new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
      parts.open(services, new Health(), closing);
      out.println(name + " is running; stop with Ctrl-C");
      out.flush();
      Shutdown.await();
    }
    return 0;
  }

  private static void checkTopics(KafkaSettings kafka, Catalogue catalogue)
      throws InterruptedException {
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

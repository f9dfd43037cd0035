package dev.rolecall.app;

import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import dev.rolecall.service.config.RolecallConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topics of an installation. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Create and check the topics of a Kafka cluster.",
    subcommands = TopicsCommand.Create.class)
public final class TopicsCommand {

  TopicsCommand() {}

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Create what is missing, and say where the cluster differs from the catalogue.")
  static final class Create implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final InstantSource clock = InstantSource.system();

    @Mixin private ConfigOption config = new ConfigOption();

    @Option(
        names = "--replication",
        description = "Copies of each partition; default: ${DEFAULT-VALUE}.")
    private short replication = 3;

    @Option(
        names = "--wait",
        paramLabel = "DURATION",
        description =
            "How long to wait for as many brokers as there are to be copies, as in PT2M; default:"
                + " no time.")
    private Duration patience = Duration.ZERO;

    @Option(
        names = "--partitions",
        description =
            "At most so many for each topic, for a small installation; never changed afterwards."
                + " Default: as many as the catalogue says.")
    private int partitions = Integer.MAX_VALUE;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      RolecallConfig read = config.readWithoutTools();
      KafkaSettings kafka =
          read.kafka()
              .orElseThrow(() -> new UserError("kafka.bootstrap.servers is not configured"));
      List<Topic<?>> topics = Topics.all(new Catalogue(read).connected().keySet());
      PrintWriter out = spec.commandLine().getOut();
      try (Admin admin = Admin.create(kafka.admin("topics"))) {
        awaitBrokers(admin);
        TopicSetup.create(admin, topics, new TopicSetup.Layout(partitions, replication));
        List<String> differences = TopicSetup.differences(admin, topics);
        differences.forEach(out::println);
        out.println(topics.size() + " topics, " + differences.size() + " differences");
        out.flush();
        return differences.isEmpty() ? 0 : 1;
      }
    }

    /** Brokers that start together are not there at once; too few of them is said by Kafka. */
    private void awaitBrokers(Admin admin) throws InterruptedException {
      Instant end = clock.instant().plus(patience);
      while (clock.instant().isBefore(end) && brokers(admin) < replication) {
        Thread.sleep(BETWEEN_LOOKS);
      }
    }

    private static int brokers(Admin admin) throws InterruptedException {
      try {
        return admin.describeCluster().nodes().get().size();
      } catch (ExecutionException notYet) {
        return 0;
      }
    }
  }
}

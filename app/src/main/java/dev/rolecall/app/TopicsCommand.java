package dev.rolecall.app;

import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import dev.rolecall.service.config.RolecallConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Mixin private ConfigOption config = new ConfigOption();

    @Option(
        names = "--replication",
        description = "Copies of each partition; default: ${DEFAULT-VALUE}.")
    private short replication = 3;

    @Option(
        names = "--partitions",
        description =
            "At most so many for each topic, for a small installation; never changed afterwards."
                + " Default: as many as the catalogue says.")
    private int partitions = Integer.MAX_VALUE;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      RolecallConfig read = config.read();
      KafkaSettings kafka =
          read.kafka()
              .orElseThrow(() -> new UserError("kafka.bootstrap.servers is not configured"));
      List<Topic<?>> topics = Topics.all(new Catalogue(read).connected().keySet());
      PrintWriter out = spec.commandLine().getOut();
      try (Admin admin = Admin.create(kafka.admin("topics"))) {
        TopicSetup.create(admin, topics, new TopicSetup.Layout(partitions, replication));
        List<String> differences = TopicSetup.differences(admin, topics);
        differences.forEach(out::println);
        out.println(topics.size() + " topics, " + differences.size() + " differences");
        out.flush();
        return differences.isEmpty() ? 0 : 1;
      }
    }
  }
}

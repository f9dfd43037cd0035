package dev.rolecall.app;

import dev.rolecall.service.exchange.CommandExchange;
import dev.rolecall.views.directory.DirectoryView;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Run the SCIM service alone. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Run the SCIM service alone.")
public final class IngestCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  IngestCommand() {}

  @Override
  public Integer call() throws Exception {
    return Alone.run(
        config.read(),
        "ingest",
        spec.commandLine().getOut(),
        (services, health, closing) -> {
          DirectoryView view = closing.add(services.directoryView("view", health));
          CommandExchange exchange = closing.add(services.exchange("ingest", health));
          closing.add(services.ingest(view, exchange, health));
        });
  }
}

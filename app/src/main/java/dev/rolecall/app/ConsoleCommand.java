package dev.rolecall.app;

import dev.rolecall.app.directory.DirectoryWatch;
import dev.rolecall.console.ConsoleService;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.exchange.CommandExchange;
import dev.rolecall.views.directory.DirectoryView;
import dev.rolecall.views.trail.TrailView;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Run the operators' API alone. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    description = "Run the operators' API alone.")
public final class ConsoleCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ConsoleCommand() {}

  @Override
  public Integer call() throws Exception {
    RolecallConfig read = config.readWithoutTools();
    return Alone.run(
        read,
        "console",
        spec.commandLine().getOut(),
        (services, health, closing) -> {
          DirectoryView view = closing.add(services.directoryView("view", health));
          TrailView trail = closing.add(services.trail(health));
          CommandExchange exchange = closing.add(services.exchange("console", health));
          DirectoryWatch directories =
              closing.add(DirectoryWatch.start(config.source(), read.directories(), changed -> {}));
          health.caution("directories", directories::warnings);
          ConsoleService console =
              closing.add(
                  services.console(read.operators(), directories, view, trail, exchange, health));
          closing.add(services.notices(health));
          return console.url();
        });
  }
}

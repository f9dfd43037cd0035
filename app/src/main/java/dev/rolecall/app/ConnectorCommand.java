package dev.rolecall.app;

import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.config.RolecallConfig.ToolConfig;
import dev.rolecall.service.watch.WatchServer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Connectors alone. */
@Command(
    name = "connector",
    mixinStandardHelpOptions = true,
    description = "Run the connectors of some tools, or of all, alone.")
public final class ConnectorCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", paramLabel = "TOOL", description = "Configured names of tools.")
  private List<String> tools = List.of();

  @Option(names = "--all", description = "Every configured tool.")
  private boolean all;

  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private WatchOption watch = new WatchOption();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ConnectorCommand() {}

  @Override
  public Integer call() throws Exception {
    RolecallConfig read = watch.over(config.read(tool -> all || tools.contains(tool)));
    List<ToolConfig> chosen = chosen(new Catalogue(read).connected());
    String name = all ? "connectors" : "connector-" + String.join("-", tools);
    return Alone.run(
        read,
        name,
        spec.commandLine().getOut(),
        (services, health, closing) -> {
          WatchServer watched = closing.add(services.watch(health));
          Together connectors = closing.add(new Together());
          for (ToolConfig tool : chosen) {
            connectors.add(services.connector(tool, health));
          }
          return watched.url();
        });
  }

  private List<ToolConfig> chosen(SortedMap<String, ToolConfig> connected) {
    if (all == !tools.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "name the tools, or use --all; configured are " + connected.keySet());
    }
    List<ToolConfig> chosen = new ArrayList<>();
    for (String name : all ? List.copyOf(connected.keySet()) : tools) {
      ToolConfig tool = connected.get(name);
      if (tool == null) {
        throw new UserError(
            "no tool with a connector is configured as '"
                + name
                + "'; there are "
                + connected.keySet());
      }
      chosen.add(tool);
    }
    return chosen;
  }
}

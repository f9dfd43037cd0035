package dev.rolecall.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Run the processor alone: directory, access and guard. */
@Command(
    name = "processor",
    mixinStandardHelpOptions = true,
    description = "Run the processor alone: directory, access and guard.")
public final class ProcessorCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ProcessorCommand() {}

  @Override
  public Integer call() throws Exception {
    return Alone.run(
        config.read(),
        "processor",
        spec.commandLine().getOut(),
        (services, health, closing) -> {
          Together stages = closing.add(new Together());
          stages.add(services.directory(health));
          stages.add(services.access(health));
        });
  }
}

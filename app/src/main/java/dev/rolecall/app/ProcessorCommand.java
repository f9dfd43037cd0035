package dev.rolecall.app;

import dev.rolecall.service.watch.WatchServer;
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
  @Mixin private WatchOption watch = new WatchOption();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ProcessorCommand() {}

  @Override
  public Integer call() throws Exception {
    return Alone.run(
        watch.over(config.readWithoutTools()),
        "processor",
        spec.commandLine().getOut(),
        (services, health, closing) -> {
          WatchServer watched = closing.add(services.watch(health));
          closing.add(services.stateOrigin());
          Together stages = closing.add(new Together());
          stages.add(services.directory(health));
          stages.add(services.access(health));
          return watched.url();
        });
  }
}

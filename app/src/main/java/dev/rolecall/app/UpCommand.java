package dev.rolecall.app;

import dev.rolecall.service.config.RolecallConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Everything on one machine. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Run everything in one process, with the tools of your configuration.")
public final class UpCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  UpCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    RolecallConfig read = config.read();
    PrintWriter out = spec.commandLine().getOut();
    read.warnings().forEach(warning -> out.println("warning: " + warning));
    out.println("starting …");
    out.flush();
    try (AllInOne all = AllInOne.start(read, config.source())) {
      Shutdown.listen();
      all.announce();
      out.println("ready");
      out.println("  SCIM      " + all.scim());
      out.println("  operators " + all.operator().url() + "  (rolecall status, who, why, audit)");
      out.println("  data      " + read.data());
      if (!all.hasPolicy()) {
        out.println(
            "  policy    none is in force: nobody's access changes. 'rolecall policy check',");
        out.println(
            "            then 'rolecall policy apply' puts "
                + read.policies().path()
                + " in force");
      }
      out.flush();
      Shutdown.await();
      out.println("stopping …");
      out.flush();
    }
    return 0;
  }
}

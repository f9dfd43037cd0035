package dev.rolecall.app;

import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The simulators of the tools alone, to try a configuration against. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Run simulators of the tools' real APIs, with state and faults.")
public final class SandboxCommand implements Callable<Integer> {

  private static final int FIRST_PORT = 9001;

  @Parameters(
      arity = "0..*",
      paramLabel = "TOOL",
      description = "drone, gitlab; default: all, on ports that follow each other.")
  private List<String> tools = List.of();

  @Option(names = "--port", description = "First port; default: ${DEFAULT-VALUE}; 0: any.")
  private int port = FIRST_PORT;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  SandboxCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    List<SimulatorSpec> simulators = new ArrayList<>();
    for (String tool : tools.isEmpty() ? List.of("drone", "gitlab") : tools) {
      simulators.add(simulator(tool, port == 0 ? 0 : port + simulators.size()));
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Sandbox sandbox = Sandbox.start(simulators)) {
      for (String name : sandbox.names()) {
        out.println(name + "  " + sandbox.url(name) + "  administrator's token: " + token(name));
        out.println("  state, journal and faults: " + sandbox.url(name) + "/_sandbox");
      }
      out.println("ready; stop with Ctrl-C");
      out.flush();
      Shutdown.await();
    }
    return 0;
  }

  /** The same company in each tool, with the groups that the example policies name. */
  static SimulatorSpec simulator(String tool, int port) {
    return switch (tool) {
      case "drone" ->
          SimulatorSpec.drone(tool, port, DroneSeed.withAdmin("drone-admin", token(tool)));
      case "gitlab" ->
          SimulatorSpec.gitlab(
              tool,
              port,
              GitlabSeed.selfManaged("root", token(tool))
                  .group("acme")
                  .group("payments")
                  .group("payments/core")
                  .group("web")
                  .group("secret"));
      default ->
          throw new UserError(
              "there is no simulator of '" + tool + "'; there are drone and gitlab");
    };
  }

  /** Nothing is behind a simulator, so its token is no secret. */
  static String token(String tool) {
    return "sandbox-" + tool + "-token";
  }
}

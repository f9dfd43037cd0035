package dev.rolecall.app;

import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxConfig;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.buildkite.BuildkiteSeed;
import dev.rolecall.sandbox.circleci.CircleCiSeed;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.sandbox.jenkins.JenkinsSeed;
import dev.rolecall.sandbox.jenkins.RoleType;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  private static final List<String> TOOLS =
      List.of("drone", "gitlab", "buildkite", "circleci", "jenkins");

  /** Jenkins takes a user's name with the token. */
  private static final String JENKINS_ADMIN = "admin";

  @Parameters(
      arity = "0..*",
      paramLabel = "TOOL",
      description =
          "drone, gitlab, buildkite, circleci, jenkins; default: all, on ports that follow each"
              + " other.")
  private List<String> tools = List.of();

  @Option(names = "--port", description = "First port; default: ${DEFAULT-VALUE}; 0: any.")
  private int port = FIRST_PORT;

  @Option(
      names = "--host",
      description =
          "Address to listen on; default: ${DEFAULT-VALUE}. Anybody may use what listens.")
  private String host = "127.0.0.1";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  SandboxCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    List<SimulatorSpec> simulators = new ArrayList<>();
    for (String tool : tools.isEmpty() ? TOOLS : tools) {
      simulators.add(simulator(tool, port == 0 ? 0 : port + simulators.size()));
    }
    SandboxConfig config = SandboxConfig.of(simulators).listeningOn(host);
    PrintWriter out = spec.commandLine().getOut();
    try (Sandbox sandbox = Sandbox.start(config)) {
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
      case "buildkite" ->
          SimulatorSpec.buildkite(
              tool,
              port,
              BuildkiteSeed.withAdmin("acme", "rolecall@acme.example", token(tool))
                  .team("payments")
                  .team("web")
                  .pipeline("payments-deploy")
                  .pipeline("web-deploy"));
      case "circleci" ->
          SimulatorSpec.circleci(
              tool,
              port,
              CircleCiSeed.withAdmin("acme", "rolecall", token(tool))
                  .withUnofficial()
                  .group("payments")
                  .group("web")
                  .project("payments")
                  .project("web")
                  .context("deploy"));
      case "jenkins" -> SimulatorSpec.jenkins(tool, port, jenkins(tool));
      default ->
          throw new UserError(
              "there is no simulator of '" + tool + "'; there are " + String.join(", ", TOOLS));
    };
  }

  private static JenkinsSeed jenkins(String tool) {
    return JenkinsSeed.withAdmin(JENKINS_ADMIN, value(tool))
        .folder("payments")
        .folder("web")
        .role(RoleType.GLOBAL, "read", ".*", Set.of("hudson.model.Hudson.Read"))
        .folderRole(
            "payments-build", "payments", "hudson.model.Item.Read", "hudson.model.Item.Build")
        .folderRole("web-build", "web", "hudson.model.Item.Read", "hudson.model.Item.Build");
  }

  /** Nothing is behind a simulator, so its token is no secret. */
  static String token(String tool) {
    return tool.equals("jenkins") ? JENKINS_ADMIN + ":" + value(tool) : value(tool);
  }

  private static String value(String tool) {
    return "sandbox-" + tool + "-token";
  }
}

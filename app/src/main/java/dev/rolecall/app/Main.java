package dev.rolecall.app;

import dev.rolecall.app.cli.AuditCommand;
import dev.rolecall.app.cli.ConfigCommand;
import dev.rolecall.app.cli.DirectoryCommand;
import dev.rolecall.app.cli.DriftCommand;
import dev.rolecall.app.cli.HoldsCommand;
import dev.rolecall.app.cli.PauseCommand;
import dev.rolecall.app.cli.PolicyCommand;
import dev.rolecall.app.cli.ResumeCommand;
import dev.rolecall.app.cli.ResyncCommand;
import dev.rolecall.app.cli.StatusCommand;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.app.cli.ToolsCommand;
import dev.rolecall.app.cli.UndoCommand;
import dev.rolecall.app.cli.WhoCommand;
import dev.rolecall.app.cli.WhyCommand;
import dev.rolecall.app.demo.DemoCommand;
import dev.rolecall.app.doctor.DoctorCommand;
import dev.rolecall.service.config.ConfigFile.ConfigException;
import dev.rolecall.service.tls.TlsException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command line. Exit codes: 0 done, 1 not as wanted, 2 wrong use or broken configuration. */
@Command(
    name = "rolecall",
    mixinStandardHelpOptions = true,
    version = "rolecall 0.1",
    description =
        "Joiners, movers and leavers in the identity provider become access changes in CI tools.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      IngestCommand.class,
      ProcessorCommand.class,
      ConnectorCommand.class,
      ConsoleCommand.class,
      SandboxCommand.class,
      TopicsCommand.class,
      AclsCommand.class,
      StatusCommand.class,
      WhoCommand.class,
      WhyCommand.class,
      AuditCommand.class,
      HoldsCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      DirectoryCommand.class,
      UndoCommand.class,
      ResyncCommand.class,
      ToolsCommand.class,
      DriftCommand.class,
      PolicyCommand.class,
      TokenCommand.class,
      ConfigCommand.class,
      DoctorCommand.class
    })
public final class Main implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private static final int FAILED = 1;
  private static final int NOT_AS_WANTED = 1;
  private static final int WRONG_USE = 2;
  private static final int DEEPEST_CAUSE = 4;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  Main() {}

  public static void main(String[] arguments) {
    int code = commandLine().execute(arguments);
    Shutdown.closed();
    System.exit(code);
  }

  static CommandLine commandLine() {
    IExecutionExceptionHandler sayWhatIsWrong =
        (problem, command, parsed) -> {
          if (problem instanceof ConfigException
              || problem instanceof TlsException
              || problem instanceof UserError) {
            command.getErr().println(problem.getMessage());
            return problem instanceof UserError error && error.isRefused()
                ? NOT_AS_WANTED
                : WRONG_USE;
          }
          if (LOG.isDebugEnabled()) {
            throw problem;
          }
          explain(problem, command.getErr());
          return FAILED;
        };
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(sayWhatIsWrong)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  /** What went wrong and what it goes back to; a person at a terminal has no use for more. */
  private static void explain(Throwable problem, PrintWriter err) {
    err.println("rolecall: " + problem.getMessage());
    Throwable cause = problem.getCause();
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      err.println("  because: " + cause.getClass().getSimpleName() + ": " + cause.getMessage());
      cause = cause.getCause();
    }
    err.println("  (ROLECALL_LOG=DEBUG shows where)");
    err.flush();
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

package dev.rolecall.app.cli;

import dev.rolecall.policy.Loaded;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every problem of the policies where they are written. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Report every problem of the policies with file, line and column.")
final class PolicyCheck implements Callable<Integer> {

  @Mixin private PolicyCommand.Source source = new PolicyCommand.Source();

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  PolicyCheck() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Loaded loaded = source.load();
    if (json) {
      OperatorOptions.print(out, PolicyProblems.json(loaded));
    } else {
      PolicyProblems.print(out, loaded);
      out.println(PolicyProblems.summary(loaded));
      out.flush();
    }
    return switch (loaded) {
      case Loaded.Usable usable -> 0;
      case Loaded.Broken broken -> 1;
    };
  }
}

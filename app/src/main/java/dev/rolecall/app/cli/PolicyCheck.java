package dev.rolecall.app.cli;

import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.Problem;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

  private final InstantSource clock;

  PolicyCheck() {
    this(InstantSource.system());
  }

  PolicyCheck(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Loaded loaded = asOf(clock.instant(), source.load());
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

  /** Files have no clock: only here is known what is over. */
  private static Loaded asOf(Instant now, Loaded loaded) {
    return switch (loaded) {
      case Loaded.Usable(Policy policy, List<Problem> warnings) -> {
        List<Problem> all = new ArrayList<>(warnings);
        all.addAll(policy.over(now));
        yield new Loaded.Usable(policy, all);
      }
      case Loaded.Broken broken -> broken;
    };
  }
}

package dev.rolecall.app.cli;

import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The tests that policy files bring along, over all files together. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Run the tests that stand in the policies.")
final class PolicyTesting implements Callable<Integer> {

  @Mixin private PolicyCommand.Source source = new PolicyCommand.Source();

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit's XML there.")
  private @Nullable Path junit;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  PolicyTesting() {}

  @Override
  public Integer call() {
    Loaded loaded = source.load();
    TestReport report =
        switch (loaded) {
          case Loaded.Usable(Policy policy, var warnings) -> TestReport.of(policy);
          case Loaded.Broken broken -> TestReport.NONE;
        };
    if (junit != null) {
      JunitXml.write(junit, loaded, report);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      OperatorOptions.print(out, report.json(loaded));
    } else {
      PolicyProblems.print(out, loaded);
      out.println(text(loaded, report));
      out.flush();
    }
    return loaded instanceof Loaded.Broken || report.count(TestReport.Outcome.FAILED) > 0 ? 1 : 0;
  }

  private static String text(Loaded loaded, TestReport report) {
    return switch (loaded) {
      case Loaded.Usable usable -> report.text();
      case Loaded.Broken broken -> PolicyProblems.summary(loaded) + "; no test was run";
    };
  }
}

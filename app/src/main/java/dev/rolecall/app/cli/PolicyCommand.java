package dev.rolecall.app.cli;

import dev.rolecall.app.Catalogue;
import dev.rolecall.app.policy.PolicyFolder;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.PolicyTests;
import dev.rolecall.policy.Problem;
import dev.rolecall.policy.TestResult;
import dev.rolecall.policy.Tools;
import dev.rolecall.service.config.ConfigFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Policies: check and test them where they are written, put them in force. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Check, test, plan and publish policies.",
    subcommands = {
      PolicyCommand.Check.class,
      PolicyCommand.Test.class,
      PolicyPlan.class,
      PolicyApply.class
    })
public final class PolicyCommand {

  PolicyCommand() {}

  /** Which folder, and which tools its rules may name. */
  static final class Source {
    @Parameters(
        arity = "0..1",
        paramLabel = "FOLDER",
        description = "Default: the configured one, else ./policies.")
    private @Nullable Path folder;

    @Option(
        names = "--tools",
        paramLabel = "FILE",
        description = "Configuration that names the tools; default: rolecall.yaml if there is one.")
    private @Nullable Path tools;

    private @Nullable Path config() {
      Path usual = Path.of("rolecall.yaml");
      if (tools != null) {
        return tools;
      }
      return usual.toFile().isFile() ? usual : null;
    }

    /** What was named; it need not be a folder. */
    Optional<Path> given() {
      return Optional.ofNullable(folder);
    }

    PolicyFolder read() {
      if (folder != null) {
        return PolicyFolder.read(folder);
      }
      Path config = config();
      return PolicyFolder.read(
          config == null
              ? Path.of("policies")
              : ConfigFile.read(config, System.getenv()).policies().path());
    }

    Tools tools() {
      Path config = config();
      return config == null
          ? Catalogue.withDefaultNames()
          : new Catalogue(ConfigFile.read(config, System.getenv())).tools();
    }
  }

  /** Prints what is wrong; the policy when it can be used. */
  private static Optional<Policy> load(Source source, PrintWriter out) {
    Loaded loaded = Policies.load(source.read().files(), source.tools());
    return switch (loaded) {
      case Loaded.Usable(Policy policy, List<Problem> warnings) -> {
        warnings.forEach(warning -> out.println(warning));
        yield Optional.of(policy);
      }
      case Loaded.Broken(List<Problem> problems) -> {
        problems.forEach(problem -> out.println(problem));
        yield Optional.empty();
      }
    };
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Report every problem of the policies with file, line and column.")
  static final class Check implements Callable<Integer> {
    @Mixin private Source source = new Source();
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Optional<Policy> policy = load(source, out);
      policy.ifPresent(usable ->
          out.println(
              "usable: " + usable.size() + " rules, digest " + Texts.shortDigest(usable.digest())));
      out.flush();
      return policy.isPresent() ? 0 : 1;
    }
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Run the tests that stand in the policies.")
  static final class Test implements Callable<Integer> {
    @Mixin private Source source = new Source();
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Optional<Policy> policy = load(source, out);
      if (policy.isEmpty()) {
        out.flush();
        return 1;
      }
      List<TestResult> results = PolicyTests.run(policy.get());
      long failed = results.stream().filter(result -> !result.passed()).count();
      for (TestResult result : results) {
        out.println((result.passed() ? "passed  " : "FAILED  ") + result.name());
        if (!result.passed()) {
          out.println("        " + result.file() + ":" + result.line());
          result.compared().stream()
              .filter(each -> !each.same())
              .forEach(each -> out.println("        " + each));
        }
      }
      out.println((results.size() - failed) + " passed, " + failed + " failed");
      out.flush();
      return failed == 0 ? 0 : 1;
    }
  }
}

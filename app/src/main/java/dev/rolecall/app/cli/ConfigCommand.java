package dev.rolecall.app.cli;

import dev.rolecall.app.Catalogue;
import dev.rolecall.app.TlsCheck;
import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.RolecallConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The configuration file. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Check a configuration, or print one to start from.",
    subcommands = {ConfigCommand.Check.class, ConfigCommand.Example.class})
public final class ConfigCommand {

  ConfigCommand() {}

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Report every problem of a configuration at once.")
  static final class Check implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "Default: ${DEFAULT-VALUE}.")
    private Path config = Path.of("rolecall.yaml");

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      RolecallConfig read = ConfigFile.read(config, System.getenv());
      Catalogue catalogue = new Catalogue(read);
      List<String> problems = new ArrayList<>(catalogue.problems());
      Instant now = InstantSource.system().instant();
      problems.addAll(TlsCheck.problems(read, now));
      List<String> warnings = new ArrayList<>(read.warnings());
      warnings.addAll(TlsCheck.warnings(read, now));
      warnings.forEach(warning -> out.println("warning: " + warning));
      problems.forEach(problem -> out.println("problem: " + problem));
      if (problems.isEmpty()) {
        out.println(
            config
                + " is valid: "
                + read.directories().size()
                + " directories, "
                + read.tools().size()
                + " tools");
      }
      out.flush();
      return problems.isEmpty() ? 0 : 2;
    }
  }

  @Command(
      name = "example",
      mixinStandardHelpOptions = true,
      description =
          "Print a configuration with two identity providers and nine Jenkins controllers.")
  static final class Example implements Runnable {
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
      spec.commandLine().getOut().print(example());
      spec.commandLine().getOut().flush();
    }
  }

  static String example() {
    try (@Nullable InputStream file = ConfigCommand.class.getResourceAsStream("example.yaml")) {
      if (file == null) {
        throw new IllegalStateException("example.yaml is missing from the jar");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

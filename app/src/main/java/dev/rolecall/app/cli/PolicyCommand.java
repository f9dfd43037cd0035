package dev.rolecall.app.cli;

import dev.rolecall.app.Catalogue;
import dev.rolecall.app.policy.PolicyFolder;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Tools;
import dev.rolecall.service.config.ConfigFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Policies: check and test them where they are written, put them in force. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Check, test, plan and publish policies.",
    subcommands = {
      PolicyCheck.class,
      PolicyTesting.class,
      PolicyPlan.class,
      PolicyDraftCommand.class,
      PolicyApply.class,
      PolicySchema.class
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
              : ConfigFile.readWithoutTools(config, System.getenv()).policies().path());
    }

    Tools tools() {
      Path config = config();
      return config == null
          ? Catalogue.withDefaultNames()
          : new Catalogue(ConfigFile.readWithoutTools(config, System.getenv())).tools();
    }

    Loaded load() {
      return Policies.load(read().files(), tools());
    }
  }
}

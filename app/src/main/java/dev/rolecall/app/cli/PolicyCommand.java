package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.app.Catalogue;
import dev.rolecall.app.policy.PolicyFolder;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.Tools;
import dev.rolecall.service.config.ConfigFile;
import java.io.PrintWriter;
import java.nio.file.Path;
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
    description = "Check, test and publish policies.",
    subcommands = {PolicyCheck.class, PolicyTesting.class, PolicyCommand.Apply.class})
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
          : new Catalogue(ConfigFile.read(config, System.getenv())).named();
    }

    Loaded load() {
      return Policies.load(read().files(), tools());
    }
  }

  @Command(
      name = "apply",
      mixinStandardHelpOptions = true,
      description = "Publish the policies: they take effect for everybody at once.")
  static final class Apply implements Callable<Integer> {
    @Mixin private Source source = new Source();
    @Mixin private OperatorOptions console = new OperatorOptions();
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      PolicyFolder folder = source.read();
      JsonNode answer = console.post("/policy", body(folder));
      if (console.json()) {
        OperatorOptions.print(out, answer);
      } else {
        out.println(
            (answer.path("changed").asBoolean() ? "published " : "in force already: ")
                + Texts.shortDigest(answer.path("digest").asText()));
        out.flush();
      }
      return 0;
    }

    private static ObjectNode body(PolicyFolder folder) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      folder.commit().ifPresent(commit -> body.put("commit", commit));
      ArrayNode files = body.putArray("files");
      for (PolicyFile file : folder.files()) {
        files.addObject().put("path", file.path()).put("content", file.content());
      }
      return body;
    }
  }
}

package dev.rolecall.app.doctor;

import dev.rolecall.app.UserError;
import dev.rolecall.service.config.ClientIdentity;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What an identity provider would meet at a base address. */
@Command(
    name = "scim",
    mixinStandardHelpOptions = true,
    description = "Look at a SCIM base address as an identity provider would.",
    footer = "Without a token option it asks for the token. Exit code 1: there is a problem.")
final class ScimCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "Base address, as it is entered at the identity provider.")
  private String url = "";

  @ArgGroup private @Nullable Source source;

  @Option(
      names = "--write",
      description = "Also create, change and delete a test user, who is in no group.")
  private boolean writes;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Authorities to believe, in PEM; default: those that Java knows.")
  private @Nullable Path ca;

  @ArgGroup(exclusive = false)
  private @Nullable Shown shown;

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ScimCommand() {}

  /** Where the token is; never an argument, which others on this machine could see. */
  static final class Source {
    @Option(names = "--token-file", paramLabel = "FILE", description = "File with the token.")
    private @Nullable Path file;

    @Option(
        names = "--token-env",
        paramLabel = "NAME",
        description = "Environment variable with the token.")
    private @Nullable String variable;

    Source() {}
  }

  /** What is shown where client certificates are required. */
  static final class Shown {
    @Option(
        names = "--certificate",
        required = true,
        paramLabel = "FILE",
        description = "Client certificate, in PEM.")
    private Path certificate = Path.of(".");

    @Option(
        names = "--key",
        required = true,
        paramLabel = "FILE",
        description = "The client certificate's key, in PEM.")
    private Path key = Path.of(".");

    Shown() {}
  }

  private Trust trust() {
    return new Trust(
        Optional.ofNullable(ca),
        Optional.ofNullable(shown).map(each -> new ClientIdentity(each.certificate, each.key)));
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Result> results =
        new Examination(
                base(url),
                token(),
                InstantSource.system(),
                UUID::randomUUID,
                Requests.PATIENCE,
                trust())
            .run(writes);
    Report report = new Report(results);
    if (json) {
      out.println(report.json().toPrettyString());
      out.flush();
    } else {
      report.print(out);
    }
    return report.isWell() ? 0 : 1;
  }

  static URI base(String url) {
    try {
      URI uri = new URI(url.strip());
      if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException notAnAddress) {
      // Said below, as of the other addresses that are none.
    }
    throw new UserError(
        "'" + url + "' is no base address; it looks like https://scim.acme.example/scim/v2");
  }

  /** Java 21 has no console without a terminal; later ones have one that reads nothing. */
  @SuppressWarnings("SystemConsoleNull")
  private BearerToken token() {
    if (source != null && source.file != null) {
      return new BearerToken(content(source.file));
    }
    if (source != null && source.variable != null) {
      String value = System.getenv(source.variable);
      if (value == null) {
        throw new UserError("the environment has no " + source.variable);
      }
      return new BearerToken(value);
    }
    @Nullable Console console = System.console();
    char @Nullable [] typed = console == null ? null : console.readPassword("token: ");
    if (typed == null) {
      throw new UserError("there is nobody to ask for the token: use --token-file or --token-env");
    }
    return new BearerToken(new String(typed));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UserError("the token cannot be read from " + file + ": " + e.getMessage());
    }
  }
}

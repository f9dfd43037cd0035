package dev.rolecall.app.cli;

import dev.rolecall.app.cli.TokenCommand.Token;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Makes one token. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = "Print a new token once, and the lines for the configuration.",
    footer = {
      "",
      "To replace a token: add the new one beside the old one, change it at the identity",
      "provider, and take the old one out when nothing uses it any more. rolecall.yaml is",
      "read again while Rolecall runs; both tokens are accepted meanwhile."
    })
final class NewToken implements Runnable {

  private static final Set<String> OF_DIRECTORIES = Set.of("read", "write");
  private static final Set<String> OF_OPERATORS = Set.of("read", "policy", "decide", "admin");

  @Parameters(
      paramLabel = "NAME",
      description = "Who will use it; the actor in the audit, e.g. okta-2026.")
  private String name = "";

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      description =
          "Not accepted from the start of this day (UTC), e.g. 2027-02-01, or a period from today,"
              + " e.g. P6M. Default: never.")
  private @Nullable String expires;

  @Option(
      names = "--scopes",
      split = ",",
      paramLabel = "SCOPE",
      description =
          "What it may do. Of a directory: read, write; default: both. Of an operator: read, policy,"
              + " decide, admin; default: read.")
  private List<String> scopes = List.of();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  NewToken() {}

  @Override
  public void run() {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      throw wrong("a token is named with letters, digits, dots and dashes");
    }
    String place = place();
    LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
    Optional<LocalDate> end = Optional.ofNullable(expires).map(text -> date(text, today));
    Token token = TokenCommand.random(new SecureRandom());
    PrintWriter out = spec.commandLine().getOut();
    out.println("The token, shown this once; give it to the identity provider:");
    out.println();
    out.println("  " + token.secret());
    out.println();
    out.println("For rolecall.yaml, under " + place + ":");
    out.println();
    out.println("  - " + line(name, token, end, scopes));
    out.flush();
  }

  /** What the configuration keeps. */
  static String line(String name, Token token, Optional<LocalDate> expires, List<String> scopes) {
    return "{ name: "
        + name
        + ", sha256: \""
        + token.sha256()
        + "\""
        + expires.map(day -> ", expires: " + day).orElse("")
        + (scopes.isEmpty()
            ? ""
            : scopes.stream().collect(Collectors.joining(", ", ", scopes: [", "]")))
        + " }";
  }

  private String place() {
    if (scopes.isEmpty() || scopes.equals(List.of("read"))) {
      return "directories.NAME.tokens (or operator.tokens)";
    }
    if (OF_DIRECTORIES.containsAll(scopes)) {
      return "directories.NAME.tokens";
    }
    if (OF_OPERATORS.containsAll(scopes)) {
      return "operator.tokens";
    }
    throw wrong(
        "the scopes are read and write for a directory, or read, policy, decide and admin for an"
            + " operator");
  }

  private LocalDate date(String text, LocalDate today) {
    try {
      LocalDate date =
          text.startsWith("P") ? today.plus(Period.parse(text)) : LocalDate.parse(text);
      if (!date.isAfter(today)) {
        throw wrong("the token would have expired already");
      }
      return date;
    } catch (DateTimeException | ArithmeticException e) {
      throw wrong("--expires should be a date like 2027-02-01, or a period like P6M");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

package dev.rolecall.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes tokens. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Make tokens for identity providers and operators.",
    subcommands = TokenCommand.New.class)
public final class TokenCommand {

  /** 256 bits: nobody guesses one, so a plain hash is enough to keep. */
  private static final int TOKEN_BYTES = 32;

  /** Tells people and secret scanners whose token it is. */
  private static final String PREFIX = "rolecall_";

  TokenCommand() {}

  /** A token and what the configuration keeps of it. */
  public record Token(String secret, String sha256) {
    @Override
    public String toString() {
      return "Token[" + sha256 + "]";
    }
  }

  /** A new random token. */
  public static Token random(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new Token(secret, sha256(secret));
  }

  /** What the configuration keeps of a token. */
  public static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Print a new token once, and the lines for the configuration.")
  static final class New implements Runnable {
    @Parameters(
        paramLabel = "NAME",
        description = "Who will use it; the actor in the audit, e.g. okta-2026.")
    private String name = "";

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "a token is named with letters, digits, dots and dashes");
      }
      Token token = random(new SecureRandom());
      PrintWriter out = spec.commandLine().getOut();
      out.println("The token, shown this once; give it to the identity provider:");
      out.println();
      out.println("  " + token.secret());
      out.println();
      out.println("For rolecall.yaml, under directories.NAME.tokens (or operator.tokens):");
      out.println();
      out.println("  - { name: " + name + ", sha256: \"" + token.sha256() + "\" }");
      out.flush();
    }
  }
}

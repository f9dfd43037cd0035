package dev.rolecall.app.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import picocli.CommandLine.Command;

/** Makes tokens. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Make tokens for identity providers and operators.",
    subcommands = NewToken.class)
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
}

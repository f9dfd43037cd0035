package dev.rolecall.console;

import dev.rolecall.service.config.RolecallConfig.OperatorScope;
import dev.rolecall.service.config.RolecallConfig.OperatorToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Knows operators by their tokens. Every comparison takes the same time, whoever asks. */
final class OperatorTokens {

  private static final String BEARER = "Bearer ";

  private record Known(byte[] sha256, Optional<LocalDate> expires, Operator operator) {}

  private final List<Known> tokens;

  OperatorTokens(List<OperatorToken> tokens) {
    this.tokens =
        tokens.stream()
            .map(each ->
                new Known(
                    HexFormat.of().parseHex(each.token().sha256()),
                    each.token().expires(),
                    new Operator(each.token().name(), each.scopes())))
            .toList();
  }

  /** An operator who was recognised. */
  record Operator(String name, List<OperatorScope> scopes) {
    boolean may(OperatorScope scope) {
      return scopes.contains(scope) || scopes.contains(OperatorScope.ADMIN);
    }
  }

  /** Whose token an Authorization header carries; empty when nobody's or when it has expired. */
  Optional<Operator> recognise(Optional<String> authorization, Instant now) {
    String token =
        authorization
            .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(header -> header.substring(BEARER.length()).strip())
            .orElse("");
    byte[] presented = sha256(token);
    Optional<Operator> found = Optional.empty();
    for (Known each : tokens) {
      boolean same = MessageDigest.isEqual(presented, each.sha256());
      boolean valid =
          each.expires()
              .map(day -> now.isBefore(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
              .orElse(true);
      if (same && valid) {
        found = Optional.of(each.operator());
      }
    }
    // A hash of nothing in the configuration must not let in whoever sends nothing.
    return token.isEmpty() ? Optional.empty() : found;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

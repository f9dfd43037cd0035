package dev.rolecall.ingest.door;

import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.TokenHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The bearer tokens of the configuration, as their hashes. Each presented token is compared with
 * all of them, and each comparison takes the same time, so that the time of an answer tells
 * nothing.
 */
final class StaticTokens {

  private record Known(ByteBuffer sha256, Optional<LocalDate> expires, Caller caller) {}

  private final List<Known> known = new ArrayList<>();

  StaticTokens(Collection<DirectoryConfig> directories) {
    for (DirectoryConfig directory : directories) {
      for (DirectoryToken each : directory.tokens()) {
        TokenHash token = each.token();
        ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(token.sha256()));
        Caller caller = new Caller(directory.name(), token.name(), each.scopes());
        known.add(new Known(hash, token.expires(), caller));
      }
    }
  }

  /** Whose a token is. */
  Recognition recognise(String token, Instant at) {
    byte[] presented = sha256(token);
    Recognition recognition = Recognition.stranger(Refusal.UNKNOWN);
    for (Known each : known) {
      if (MessageDigest.isEqual(each.sha256().array(), presented)) {
        recognition = judged(each, at);
      }
    }
    return recognition;
  }

  private static Recognition judged(Known token, Instant at) {
    LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    Caller caller = token.caller();
    if (token.expires().isPresent() && !today.isBefore(token.expires().get())) {
      return new Recognition.Rejected(
          Refusal.EXPIRED, Optional.of(caller.directory()), Optional.of(caller.token()));
    }
    return new Recognition.Known(caller);
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

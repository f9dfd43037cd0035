package dev.rolecall.ingest.http;

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
import org.jspecify.annotations.Nullable;

/**
 * The bearer tokens that are accepted, as their hashes. Each presented token is compared with all
 * of them, and each comparison takes the same time, so that the time of an answer tells nothing.
 */
final class Tokens {

  private static final String SCHEME = "Bearer ";

  /** Far longer than any token; hashing must not become work for strangers to give. */
  private static final int LONGEST = 4_096;

  private record Known(ByteBuffer sha256, Optional<LocalDate> expires, Caller caller) {}

  private final List<Known> known = new ArrayList<>();

  Tokens(Collection<DirectoryConfig> directories) {
    for (DirectoryConfig directory : directories) {
      for (DirectoryToken each : directory.tokens()) {
        TokenHash token = each.token();
        ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(token.sha256()));
        known.add(new Known(hash, token.expires(), new Caller(directory.name(), token.name())));
      }
    }
  }

  /** Whose token an Authorization header presents; empty when it is none of ours, or expired. */
  Optional<Caller> caller(@Nullable String authorization, Instant now) {
    if (authorization == null
        || authorization.length() > LONGEST
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    byte[] presented = sha256(authorization.substring(SCHEME.length()).strip());
    Optional<Caller> caller = Optional.empty();
    for (Known each : known) {
      boolean isEqual = MessageDigest.isEqual(each.sha256().array(), presented);
      if (isEqual && !isExpired(each, now)) {
        caller = Optional.of(each.caller());
      }
    }
    return caller;
  }

  private static boolean isExpired(Known token, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return token.expires().isPresent() && !today.isBefore(token.expires().get());
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

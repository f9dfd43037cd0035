package dev.rolecall.sandbox.drone;

import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Browser sessions. The cookie is signed over the login and nothing else, so it cannot be revoked:
 * it dies with the user and lives again when the login does.
 */
final class Sessions {

  /** DRONE_COOKIE_TIMEOUT's default, 720 hours. */
  private static final Duration VALIDITY = Duration.ofDays(30);

  private static final String COOKIE = "_session_=";

  private final byte[] secret;

  Sessions(RandomGenerator random) {
    this.secret = Tokens.random(random, 32).getBytes(StandardCharsets.UTF_8);
  }

  /** The value of a Cookie header. */
  String open(String login, Instant now) {
    String content = login + "|" + now.plus(VALIDITY).getEpochSecond();
    return COOKIE + content + "|" + signature(content);
  }

  Optional<String> login(Call call, Instant now) {
    String header = call.header("cookie");
    if (header == null || !header.contains(COOKIE)) {
      return Optional.empty();
    }
    String cookie = header.substring(header.indexOf(COOKIE) + COOKIE.length());
    String[] parts = cookie.split(";", -1)[0].strip().split("\\|", -1);
    return parts.length == 3
            && signed(parts[0] + "|" + parts[1], parts[2])
            && now.getEpochSecond() < Long.parseLong(parts[1])
        ? Optional.of(parts[0])
        : Optional.empty();
  }

  private boolean signed(String content, String signature) {
    return MessageDigest.isEqual(
        signature(content).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA256", e);
    }
  }
}

package dev.rolecall.policy.plan;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A digest of many changes in which their order makes no difference and which needs no memory for
 * them: the sum of the digests of all, modulo 2^256. Sums like this can be steered by whoever
 * chooses very many of the parts; who chooses these can publish a policy anyway.
 */
final class ChangeDigest {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private final String bundle;
  private BigInteger sum = BigInteger.ZERO;
  private long count;

  ChangeDigest(String bundle) {
    this.bundle = bundle;
  }

  void add(Change change) {
    add(
        "change",
        change.tool(),
        change.directory(),
        change.person(),
        change.scope(),
        change.from(),
        change.to(),
        String.valueOf(change.endsNow()),
        String.valueOf(change.endsThen()));
  }

  void add(String tool, SettingsChange settings) {
    add(
        "settings",
        tool,
        settings.from().name(),
        settings.to().name(),
        lengths(settings.managed()),
        lengths(settings.released()),
        lengths(settings.protectedNow()),
        lengths(settings.unprotected()));
  }

  /** Hexadecimal. */
  String hex() {
    return HexFormat.of()
        .formatHex(sha256(lengths(List.of(bundle, sum.toString(16), Long.toString(count)))));
  }

  private void add(@Nullable String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      append(text, part);
    }
    sum = sum.add(new BigInteger(1, sha256(text.toString()))).mod(MODULUS);
    count++;
  }

  /** Each with its length before it: no two lists read alike. */
  private static String lengths(List<String> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> append(text, part));
    return text.toString();
  }

  private static void append(StringBuilder text, @Nullable String part) {
    if (part == null) {
      text.append("-;");
    } else {
      text.append(part.length()).append(':').append(part).append(';');
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

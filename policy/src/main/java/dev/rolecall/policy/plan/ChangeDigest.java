package dev.rolecall.policy.plan;

import dev.rolecall.policy.ScopeMode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A digest of changes in which the order of people makes no difference and which needs no memory
 * for them: the sum of the digests of all, modulo 2^256. Sums like this can be steered by whoever
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

  /** All changes of one person, in the order of tools, scopes and roles. */
  void add(List<Change> changes) {
    StringBuilder text = new StringBuilder();
    append(text, "person");
    for (Change change : changes) {
      append(text, change.tool());
      append(text, change.directory());
      append(text, change.person());
      append(text, change.scope());
      append(text, change.from());
      append(text, change.to());
      append(text, String.valueOf(change.endsNow()));
      append(text, String.valueOf(change.endsThen()));
    }
    add(text.toString());
  }

  /** What is taken away, without the end it had: that may move while a decision is waited for. */
  void addRemoval(Change change) {
    add(cell(change));
  }

  /** 64 bits of a digest of one change: whoever remembers many tells by it which they have seen. */
  static long fingerprint(Change change) {
    return ByteBuffer.wrap(sha256(cell(change))).getLong();
  }

  private static String cell(Change change) {
    StringBuilder text = new StringBuilder();
    append(text, change.isLoss() ? "removal" : "grant");
    append(text, change.directory());
    append(text, change.person());
    append(text, change.tool());
    append(text, change.scope());
    append(text, change.from());
    append(text, change.to());
    return text.toString();
  }

  void add(String tool, SettingsChange settings) {
    add(
        lengths(
            List.of(
                "settings",
                tool,
                settings.from().name(),
                settings.to().name(),
                lengths(settings.managed()),
                lengths(settings.released()),
                lengths(settings.protectedNow()),
                lengths(settings.unprotected()),
                settings
                    .modes()
                    .map(modes -> lengths(modes.stream().map(ScopeMode::toString).toList()))
                    .orElse(""),
                settings.offboards().map(String::valueOf).orElse(""))));
  }

  /** Hexadecimal. */
  String hex() {
    return HexFormat.of()
        .formatHex(sha256(lengths(List.of(bundle, sum.toString(16), Long.toString(count)))));
  }

  private void add(String part) {
    sum = sum.add(new BigInteger(1, sha256(part))).mod(MODULUS);
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

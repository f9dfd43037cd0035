package dev.rolecall.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Of what an operator was shown, so that only that is done: the same parts in the same order have
 * the same digest, wherever one part ends and the next begins.
 */
final class ShownDigest {

  private final MessageDigest digest;

  ShownDigest() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void add(String part) {
    byte[] text = part.getBytes(StandardCharsets.UTF_8);
    digest.update((text.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(text);
  }

  /** Of what was added so far. The object is of no use afterwards. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

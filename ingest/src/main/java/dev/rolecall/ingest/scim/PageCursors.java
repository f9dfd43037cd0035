package dev.rolecall.ingest.scim;

import dev.rolecall.views.directory.Kind;
import dev.rolecall.views.directory.Position;
import dev.rolecall.views.directory.SortKey;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors (RFC 9865): the position of the last resource of a page and when the page was answered,
 * encrypted and authenticated. They hold all there is to know, so nothing is kept between pages and
 * every instance of the service understands those of the others. A position may be a name or an
 * address, and cursors stand in request lines: therefore encrypted.
 */
public final class PageCursors {

  /** Encryption with authentication (NIST SP 800-38D). */
  private static final String CIPHER = "AES/GCM/NoPadding";

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Longer than any of ours: three bytes each for a sort key and an id, in base64. */
  private static final int LONGEST = 8 * 1024;

  private static final byte DECIMAL = 0;
  private static final byte TEXT = 1;
  private static final byte MISSING = 2;

  private final SecretKeySpec key;

  /**
   * For one installation.
   *
   * @param origin names the directory log; the same on every instance, and not to be guessed
   */
  public PageCursors(String origin) {
    byte[] secret =
        Walk.sha256().digest(("rolecall cursor 1 " + origin).getBytes(StandardCharsets.UTF_8));
    this.key = new SecretKeySpec(secret, "AES");
  }

  /**
   * Makes a cursor, of characters that need no escaping anywhere (RFC 3986 § 2.3).
   *
   * @param random at least 12 bytes that are never used again
   */
  public String seal(Walk walk, Position position, Instant now, byte[] random) {
    ByteBuffer nonce = ByteBuffer.wrap(random, 0, NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, walk, random);
      byte[] sealed = cipher.doFinal(plain(position, now));
      byte[] whole =
          ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return encoded(whole);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a cursor cannot be made", impossible);
    }
  }

  /**
   * The position that a cursor of ours leads on from.
   *
   * @throws ScimException 400 invalidCursor when it is not ours or was made for another walk, 400
   *     expiredCursor when it is too old
   */
  public Position open(Walk walk, String cursor, Instant now) {
    ByteBuffer plain = decrypted(walk, cursor);
    try {
      Instant madeAt = Instant.ofEpochSecond(plain.getLong());
      if (madeAt.plus(Limits.CURSOR_TIMEOUT).isBefore(now)) {
        throw ScimException.of(
            ScimType.EXPIRED_CURSOR,
            "The cursor is older than "
                + Limits.CURSOR_TIMEOUT.toSeconds()
                + " seconds: begin again with an empty one.");
      }
      Kind kind = Kind.valueOf(text(plain));
      SortKey key = key(plain.get(), text(plain));
      return new Position(key, kind, text(plain));
    } catch (BufferUnderflowException | IllegalArgumentException notOurs) {
      throw invalid();
    }
  }

  private ByteBuffer decrypted(Walk walk, String cursor) {
    if (cursor.length() > LONGEST) {
      throw invalid();
    }
    try {
      byte[] whole = Base64.getUrlDecoder().decode(cursor);
      // The last character has bits that decoding ignores.
      if (whole.length <= NONCE_BYTES || !encoded(whole).equals(cursor)) {
        throw invalid();
      }
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, walk, whole);
      return ByteBuffer.wrap(cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES));
    } catch (IllegalArgumentException | GeneralSecurityException notOurs) {
      throw invalid();
    }
  }

  private static String encoded(byte[] whole) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  private Cipher cipher(int mode, Walk walk, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
    cipher.updateAAD(walk.digest());
    return cipher;
  }

  private static byte[] plain(Position position, Instant now) {
    byte[] kind = bytes(position.kind().name());
    byte[] key = bytes(written(position.key()));
    byte[] id = bytes(position.id());
    return ByteBuffer.allocate(
            Long.BYTES + 1 + 3 * Integer.BYTES + kind.length + key.length + id.length)
        .putLong(now.getEpochSecond())
        .putInt(kind.length)
        .put(kind)
        .put(tag(position.key()))
        .putInt(key.length)
        .put(key)
        .putInt(id.length)
        .put(id)
        .array();
  }

  private static byte tag(SortKey key) {
    return switch (key) {
      case SortKey.Decimal decimal -> DECIMAL;
      case SortKey.Text text -> TEXT;
      case SortKey.Missing missing -> MISSING;
    };
  }

  private static String written(SortKey key) {
    return switch (key) {
      case SortKey.Decimal(BigDecimal number) -> number.toString();
      case SortKey.Text(String text) -> text;
      case SortKey.Missing missing -> "";
    };
  }

  private static SortKey key(byte tag, String written) {
    return switch (tag) {
      case DECIMAL -> new SortKey.Decimal(new BigDecimal(written));
      case TEXT -> new SortKey.Text(written);
      case MISSING -> new SortKey.Missing();
      default -> throw invalid();
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer plain) {
    byte[] bytes = new byte[plain.getInt()];
    plain.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ScimException invalid() {
    return ScimException.of(
        ScimType.INVALID_CURSOR,
        "The cursor is none of ours, or was given for another list: filter, sortBy and sortOrder"
            + " stay the same from page to page. Begin again with an empty one.");
  }
}

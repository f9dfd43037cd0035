package dev.rolecall.ingest.scim;

import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The version of a resource as an entity tag (RFC 7644 § 3.14). Weak: equal tags mean equal
 * attributes, not equal bytes.
 *
 * @param opaque what stands between the quotes
 */
public record ETag(String opaque) {

  /** {@code W/"7"}. */
  public static ETag of(UserState user) {
    return ofUser(user.getVersion());
  }

  /** {@code W/"3.12"}: attributes and members have versions of their own. */
  public static ETag of(GroupState group) {
    return ofGroup(group.getVersion(), group.getMemberVersion());
  }

  public static ETag ofUser(long version) {
    return new ETag(Long.toString(version));
  }

  public static ETag ofGroup(long attributes, long members) {
    return new ETag(attributes + "." + members);
  }

  /** Of a document that has no version: made from its text. */
  public static ETag ofText(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new ETag(HexFormat.of().formatHex(digest, 0, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As in the header and in {@code meta.version}. */
  public String header() {
    return "W/\"" + opaque + "\"";
  }
}

package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Paths as they stand in an address. */
final class Paths {

  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private Paths() {}

  /** Whether there is a percent sign that escapes nothing. */
  static boolean isBroken(@Nullable String path) {
    return path != null && BROKEN.matcher(path).find();
  }

  /**
   * Without percent-encoding. In a path, other than in a form, a plus is a plus.
   *
   * @throws ScimException 400 when it is broken
   */
  static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new ScimException(
          ScimError.badRequest(ScimType.INVALID_PATH, "The percent-encoding is broken."));
    }
  }
}

package dev.rolecall.ingest.scim;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for (RFC 7644 § 3.4.2.4).
 *
 * @param startIndex of the first result, from 1
 * @param count at most so many; 0: only the total
 */
public record Paging(int startIndex, int count) {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");

  /**
   * Reads the query parameters; null: absent. Too small becomes the smallest, too large the largest
   * there is.
   *
   * @throws ScimException 400 invalidValue when it is not a number
   */
  public static Paging of(@Nullable String startIndex, @Nullable String count) {
    return new Paging(
        read("startIndex", startIndex, 1, 1, Integer.MAX_VALUE),
        read("count", count, Limits.DEFAULT_PAGE, 0, Limits.MAX_PAGE));
  }

  /** How many results to skip. */
  public int offset() {
    return startIndex - 1;
  }

  private static int read(
      String name, @Nullable String text, int absent, int smallest, int largest) {
    if (text == null || text.isBlank()) {
      return absent;
    }
    if (!WHOLE_NUMBER.matcher(text.strip()).matches()) {
      throw ScimException.of(ScimType.INVALID_VALUE, name + " is a whole number.");
    }
    return Math.clamp(Long.parseLong(text.strip()), smallest, largest);
  }
}

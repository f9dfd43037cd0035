package dev.rolecall.ingest.scim;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for. */
public sealed interface Paging {

  Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");

  /**
   * By place (RFC 7644 § 3.4.2.4).
   *
   * @param startIndex of the first result, from 1
   * @param count at most so many; 0: only the total
   */
  record ByIndex(int startIndex, int count) implements Paging {}

  /**
   * By cursor (RFC 9865 § 2).
   *
   * @param cursor of the page before; empty: the first page
   * @param count at most so many; 0: only the total
   */
  record ByCursor(Optional<String> cursor, int count) implements Paging {}

  int count();

  /**
   * Reads the query parameters; null: absent. Too small becomes the smallest, too large the largest
   * there is. Who sends a cursor, even an empty one, wants cursors; all others get places, as they
   * always did.
   *
   * @throws ScimException 400 invalidValue, or invalidCount beside a cursor, when something is not
   *     a number
   */
  static Paging of(@Nullable String startIndex, @Nullable String count, @Nullable String cursor) {
    if (cursor != null) {
      return new ByCursor(
          Optional.of(cursor).filter(text -> !text.isEmpty()),
          count(count, ScimType.INVALID_COUNT));
    }
    return new ByIndex(
        read("startIndex", startIndex, ScimType.INVALID_VALUE, 1, 1, Integer.MAX_VALUE),
        count(count, ScimType.INVALID_VALUE));
  }

  private static int count(@Nullable String count, ScimType otherwise) {
    return read("count", count, otherwise, Limits.DEFAULT_PAGE, 0, Limits.MAX_PAGE);
  }

  private static int read(
      String name,
      @Nullable String text,
      ScimType otherwise,
      int absent,
      int smallest,
      int largest) {
    if (text == null || text.isBlank()) {
      return absent;
    }
    if (!WHOLE_NUMBER.matcher(text.strip()).matches()) {
      throw ScimException.of(otherwise, name + " is a whole number.");
    }
    return Math.clamp(Long.parseLong(text.strip()), smallest, largest);
  }
}

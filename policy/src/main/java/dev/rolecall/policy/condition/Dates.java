package dev.rolecall.policy.condition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates as identity providers send them: ISO 8601, UTC where no zone is given. */
public final class Dates {

  /** Length of {@code 2026-08-31}: a day without a time. */
  private static final int DAY = 10;

  /** Longest text that is looked at: nothing that is a date is longer. */
  private static final int MAX_LENGTH = 64;

  private Dates() {}

  /** The moment; for a day alone its beginning. Empty when the text is no date. */
  public static Optional<Instant> begin(String text) {
    return read(text, 0);
  }

  /** The moment after which it is over: for a day alone the end of that day. */
  public static Optional<Instant> end(String text) {
    return read(text, 1);
  }

  private static Optional<Instant> read(String text, int days) {
    String trimmed = text.strip();
    if (trimmed.length() < DAY || trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      if (trimmed.length() == DAY) {
        LocalDate day = LocalDate.parse(trimmed).plusDays(days);
        return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(
          hasZone(trimmed)
              ? OffsetDateTime.parse(trimmed).toInstant()
              : LocalDateTime.parse(trimmed).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean hasZone(String text) {
    return text.endsWith("Z") || text.indexOf('+', DAY) > 0 || text.indexOf('-', DAY) > 0;
  }
}

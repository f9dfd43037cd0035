package dev.rolecall.app.doctor;

import dev.rolecall.app.doctor.Result.Fine;
import dev.rolecall.app.doctor.Result.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Compares the server's clock with this machine's. */
final class Clocks {

  private static final String CHECK = "clock";

  /** Access tokens are valid for minutes; a minute's difference begins to refuse good ones. */
  private static final Duration MOST = Duration.ofSeconds(60);

  void compare(Answer.Given answer, List<Result> results) {
    String date = answer.header("Date");
    if (date.isEmpty()) {
      results.add(new Fine(CHECK, "the server does not say what time it has"));
      return;
    }
    try {
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Instant here = answer.sent().plus(answer.took().dividedBy(2));
      Duration ahead = Duration.between(here, there);
      results.add(
          ahead.abs().compareTo(MOST) > 0
              ? new Problem(
                  CHECK,
                  "the server's clock is "
                      + ahead.abs().toSeconds()
                      + " s "
                      + (ahead.isNegative() ? "behind" : "ahead of")
                      + " this machine's",
                  "synchronise both clocks (NTP): tokens begin and end by the server's")
              : new Fine(CHECK, "less than a minute apart"));
    } catch (DateTimeException unreadable) {
      results.add(new Fine(CHECK, "the server's date cannot be read: " + date));
    }
  }
}

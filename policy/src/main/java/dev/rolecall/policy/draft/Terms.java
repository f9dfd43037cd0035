package dev.rolecall.policy.draft;

import dev.rolecall.policy.safety.TemporaryLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a draft has to keep to.
 *
 * @param name of the drafted policy, letters, digits, {@code .}, {@code _} and {@code -}; ids begin
 *     with it, so no id of another file should
 * @param percent of a group's active members who have to hold what a rule would give, 1 to 100
 * @param excess people of one group who may get something new by a rule
 * @param least roles that a rule has to explain: one is no pattern
 * @param from when exceptions begin
 * @param exceptions how long they last
 * @param limits for temporary grants as another file states them; empty: none does, and the draft
 *     states what it needs
 * @param room bytes that the drafted files may have in UTF-8
 */
public record Terms(
    String name,
    int percent,
    int excess,
    int least,
    Instant from,
    Duration exceptions,
    Optional<TemporaryLimits> limits,
    int room) {

  /** As long as a quarter: time to find a rule for what is left. */
  public static final Duration EXCEPTIONS = Duration.ofDays(90);

  /** A bundle has at most 900 KiB; the rest is for files that exist. */
  public static final int ROOM = 700 * 1024;

  private static final int PERCENT = 90;
  private static final int EXCESS = 5;
  private static final int LEAST = 2;

  /** A name has at most 128 characters; ids add up to 80. */
  private static final int LONGEST_NAME = 48;

  public Terms {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "the name of a draft is letters, digits, '.', '_' and '-', at most " + LONGEST_NAME);
    }
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("a share is 1 to 100 percent, not " + percent);
    }
    if (excess < 0 || least < 1 || room < 1) {
      throw new IllegalArgumentException(
          "excess is 0 or more, least and room are 1 or more: " + excess + ", " + least);
    }
    if (!exceptions.isPositive()) {
      throw new IllegalArgumentException("exceptions last longer than " + exceptions);
    }
  }

  /** What holds where nobody says otherwise. */
  public static Terms defaults(String name, Instant from) {
    return new Terms(name, PERCENT, EXCESS, LEAST, from, EXCEPTIONS, Optional.empty(), ROOM);
  }

  public Terms withShare(int share, int most) {
    return new Terms(name, share, most, least, from, exceptions, limits, room);
  }

  public Terms withExceptions(Duration lasting) {
    return new Terms(name, percent, excess, least, from, lasting, limits, room);
  }

  public Terms withLimits(TemporaryLimits stated) {
    return new Terms(name, percent, excess, least, from, exceptions, Optional.of(stated), room);
  }

  public Terms withRoom(int bytes) {
    return new Terms(name, percent, excess, least, from, exceptions, limits, bytes);
  }
}

package dev.rolecall.policy.adopt;

import dev.rolecall.policy.text.Fold;

/**
 * One way to find the account of a person.
 *
 * @param value of a login or an address letter case does not count
 */
public record Way(By by, String value) {

  /** What of an account is compared. */
  public enum By {
    LOGIN,
    EMAIL,
    EXTERNAL_ID
  }

  /** As it is compared: in one letter case where that does not count. */
  String key() {
    return switch (by) {
      case LOGIN, EMAIL -> folded(value);
      case EXTERNAL_ID -> value;
    };
  }

  /** The text itself where nothing is to fold: half a million copies are a lot. */
  private static String folded(String text) {
    String folded = Fold.fold(text);
    return folded.equals(text) ? text : folded;
  }

  /** Values are personal and stay out of logs. */
  @Override
  public String toString() {
    return "Way[" + by + "]";
  }
}

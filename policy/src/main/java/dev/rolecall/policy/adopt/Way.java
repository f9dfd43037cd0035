package dev.rolecall.policy.adopt;

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

  /** Values are personal and stay out of logs. */
  @Override
  public String toString() {
    return "Way[" + by + "]";
  }
}

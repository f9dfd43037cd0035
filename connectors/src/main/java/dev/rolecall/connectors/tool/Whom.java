package dev.rolecall.connectors.tool;

import java.util.List;
import java.util.Optional;

/**
 * The account of a person: how to find it and, when there is none, how to make it.
 *
 * @param nativeId the tool's own id, once an account is linked; then nothing else is used to find
 *     it
 * @param find ways to find it, in order; finding never creates
 * @param createAs login of an account to create when none is found; an account of that login that
 *     {@code find} did not find belongs to somebody else
 * @param email where an invitation goes, or what a new account gets
 */
public record Whom(
    Optional<String> nativeId,
    List<Lookup> find,
    Optional<String> createAs,
    Optional<String> email,
    Optional<String> displayName) {

  public Whom {
    find = List.copyOf(find);
  }

  /** One way to find an account. */
  public record Lookup(By by, String value) {}

  /** What an account can be found by. */
  public enum By {
    LOGIN,
    EMAIL,
    EXTERNAL_ID
  }

  /** Personal data stay out of logs. */
  @Override
  public String toString() {
    return "Whom[nativeId=" + nativeId.orElse("-") + "]";
  }
}

package dev.rolecall.connectors.tool;

import java.time.Duration;
import java.util.Optional;

/** Something could not be read from a tool. The message holds no personal data and no secret. */
public final class ToolException extends Exception {

  /** What to do about it. */
  public enum Kind {
    /** Too many calls: wait. */
    RATE_LIMITED,
    /** Not reachable, no answer, 5xx. */
    UNAVAILABLE,
    /** Credentials are wrong, expired or not enough: the whole instance stops. */
    UNAUTHORISED,
    /** An answer that makes no sense: another product, another version, a proxy. */
    UNEXPECTED
  }

  private final Kind kind;
  private final Optional<Duration> retryAfter;

  public ToolException(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }

  public ToolException(Kind kind, String message, Optional<Duration> retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** How long the tool asks to be left alone. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}

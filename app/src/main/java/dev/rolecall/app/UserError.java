package dev.rolecall.app;

/** Something the person at the keyboard can mend; the message says what happened and what to do. */
public final class UserError extends RuntimeException {
  public UserError(String message) {
    super(message);
  }
}

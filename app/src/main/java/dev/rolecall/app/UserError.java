package dev.rolecall.app;

/** Something the person at the keyboard can mend; the message says what happened and what to do. */
public final class UserError extends RuntimeException {

  private final boolean refused;

  public UserError(String message) {
    this(message, false);
  }

  private UserError(String message, boolean refused) {
    super(message);
    this.refused = refused;
  }

  /** The command was right, and what it asked for was refused as things stand. */
  public static UserError refused(String message) {
    return new UserError(message, true);
  }

  /** Whether it was asked for rightly and refused. */
  public boolean isRefused() {
    return refused;
  }
}

package dev.rolecall.console;

/** A request that cannot be answered; the message says what to do. */
final class Refused extends RuntimeException {

  private final int status;
  private final boolean absent;

  Refused(int status, String message) {
    this(status, message, false);
  }

  private Refused(int status, String message, boolean absent) {
    super(message);
    this.status = status;
    this.absent = absent;
  }

  /** Refused because somebody is not there, or has nothing there. */
  static Refused absent(int status, String message) {
    return new Refused(status, message, true);
  }

  boolean isAbsent() {
    return absent;
  }

  int status() {
    return status;
  }
}

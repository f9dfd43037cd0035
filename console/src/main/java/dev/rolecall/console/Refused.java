package dev.rolecall.console;

/** A request that cannot be answered; the message says what to do. */
final class Refused extends RuntimeException {

  private final int status;

  Refused(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}

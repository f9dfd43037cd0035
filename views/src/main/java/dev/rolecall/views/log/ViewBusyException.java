package dev.rolecall.views.log;

/** Too many reads are under way, or this one would take too long; try again later. */
public final class ViewBusyException extends RuntimeException {
  public ViewBusyException(String message) {
    super(message);
  }
}

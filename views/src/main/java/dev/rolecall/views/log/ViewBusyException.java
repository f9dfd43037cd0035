package dev.rolecall.views.log;

/** Too many reads are under way; the same read may succeed soon. */
public final class ViewBusyException extends RuntimeException {
  ViewBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.rolecall.views.log;

import org.jspecify.annotations.Nullable;

/** The view could not be brought up to date in time; the same read may succeed soon. */
public final class ViewBehindException extends RuntimeException {
  public ViewBehindException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

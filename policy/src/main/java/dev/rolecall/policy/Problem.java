package dev.rolecall.policy;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong in a policy file.
 *
 * @param line from 1
 * @param column from 1
 * @param remedy what to write instead, where that is known
 */
public record Problem(
    String file, int line, int column, Severity severity, String message, @Nullable String remedy) {

  static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::message);

  /** As compilers print it: {@code file:line:column: error: message (remedy)}. */
  @Override
  public String toString() {
    String kind =
        switch (severity) {
          case ERROR -> "error";
          case WARNING -> "warning";
        };
    return "%s:%d:%d: %s: %s%s"
        .formatted(file, line, column, kind, message, remedy == null ? "" : " (" + remedy + ")");
  }
}

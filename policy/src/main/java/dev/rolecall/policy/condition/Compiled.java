package dev.rolecall.policy.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an expression. */
public sealed interface Compiled {
  record Usable(Condition condition) implements Compiled {}

  record Refused(List<Fault> faults) implements Compiled {
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /**
   * A mistake in an expression.
   *
   * @param line in the expression, from 1
   * @param column in the expression, from 1
   */
  record Fault(int line, int column, String message, @Nullable String remedy) {}
}

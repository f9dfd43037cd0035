package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rolecall.console.ProblemShapes;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.Problem;
import dev.rolecall.policy.Severity;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with policies, as it is told to people and to programs. */
final class PolicyProblems {

  private PolicyProblems() {}

  static void print(PrintWriter out, Loaded loaded) {
    of(loaded).forEach(out::println);
  }

  static ArrayNode json(Loaded loaded) {
    return ProblemShapes.of(of(loaded));
  }

  /** Whether they can be used, and how much is wrong. */
  static String summary(Loaded loaded) {
    String counted = counted(of(loaded));
    return switch (loaded) {
      case Loaded.Usable(Policy policy, var warnings) ->
          "usable: "
              + number(policy.size(), "rule")
              + ", digest "
              + Texts.shortDigest(policy.digest())
              + (counted.isEmpty() ? "" : "; " + counted);
      case Loaded.Broken broken -> "not usable: " + counted;
    };
  }

  private static List<Problem> of(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Usable(var policy, List<Problem> warnings) -> warnings;
      case Loaded.Broken(List<Problem> problems) -> problems;
    };
  }

  private static String counted(List<Problem> problems) {
    List<String> counted = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = problems.stream().filter(each -> each.severity() == severity).count();
      if (count > 0) {
        counted.add(number(count, severity.name().toLowerCase(Locale.ROOT)));
      }
    }
    return String.join(", ", counted);
  }

  private static String number(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}

package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Spot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that everything is reported together. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Problems of one file. */
  final class Reporter {
    private final String file;

    private Reporter(String file) {
      this.file = file;
    }

    String file() {
      return file;
    }

    void error(Spot at, String message, @Nullable String remedy) {
      add(new Problem(file, at.line(), at.column(), Severity.ERROR, message, remedy));
    }

    void warning(Spot at, String message, @Nullable String remedy) {
      add(new Problem(file, at.line(), at.column(), Severity.WARNING, message, remedy));
    }
  }

  Reporter in(String file) {
    return new Reporter(file);
  }

  /** An error is never crowded out by warnings: whether there is one decides. */
  private void add(Problem problem) {
    if (found.size() < Limits.MAX_PROBLEMS || (problem.severity() == Severity.ERROR && !broken())) {
      found.add(problem);
    }
  }

  boolean broken() {
    return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  List<Problem> inOrder() {
    return found.stream().sorted(Problem.BY_PLACE).distinct().toList();
  }
}

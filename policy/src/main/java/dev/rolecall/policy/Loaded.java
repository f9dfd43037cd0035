package dev.rolecall.policy;

import java.util.List;

/** What became of policy files. */
public sealed interface Loaded {

  /** A policy that can be put in force. */
  record Usable(Policy policy, List<Problem> warnings) implements Loaded {
    public Usable {
      warnings = List.copyOf(warnings);
    }
  }

  /** Files with at least one error; errors and warnings, in the order of their places. */
  record Broken(List<Problem> problems) implements Loaded {
    public Broken {
      problems = List.copyOf(problems);
    }
  }
}

package dev.rolecall.policy.yaml;

import java.util.List;

/** What became of a YAML text. */
public sealed interface Reading {

  /** A document; faults are such that the rest of it could still be read. */
  record Document(Tree root, List<Fault> faults) implements Reading {
    public Document {
      faults = List.copyOf(faults);
    }
  }

  /** No tree could be made of it. */
  record Unreadable(Fault fault) implements Reading {}
}

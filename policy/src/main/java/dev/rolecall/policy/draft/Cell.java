package dev.rolecall.policy.draft;

import java.util.Comparator;

/** A role in a scope of a tool, spelt as the tool does. */
public record Cell(String scope, String role) {

  /** By scope, then role. */
  public static final Comparator<Cell> CANONICAL =
      Comparator.comparing(Cell::scope).thenComparing(Cell::role);
}

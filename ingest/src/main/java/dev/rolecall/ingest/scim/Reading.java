package dev.rolecall.ingest.scim;

import java.util.Set;

/** What was read from a body, and what was tolerated in it. */
public record Reading<T>(T value, Set<Deviation> deviations) {
  public Reading {
    deviations = Set.copyOf(deviations);
  }

  /** Without the value: it may be personal. */
  @Override
  public String toString() {
    return "Reading[deviations=" + deviations + "]";
  }
}

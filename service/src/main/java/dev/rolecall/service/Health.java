package dev.rolecall.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a service can do its work, per dependency. Each part answers at once from what it knows;
 * nothing is called.
 */
public final class Health {

  private final Map<String, Supplier<Optional<String>>> parts = new LinkedHashMap<>();

  /** Adds a part; it answers with what is wrong, or nothing when all is well. */
  public synchronized void add(String part, Supplier<Optional<String>> problem) {
    parts.put(part, problem);
  }

  /** What is wrong, by part; empty when ready. */
  public synchronized Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    parts.forEach((part, problem) -> problem.get().ifPresent(text -> problems.put(part, text)));
    return problems;
  }
}

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
  private final Map<String, Supplier<Map<String, String>>> cautions = new LinkedHashMap<>();

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

  /**
   * Adds a part that answers with what somebody should look at, by what it is about, though the
   * service does its work: it does not make it unready.
   */
  public synchronized void caution(String part, Supplier<Map<String, String>> warnings) {
    cautions.put(part, warnings);
  }

  /** What somebody should look at, by part. */
  public synchronized Map<String, String> warnings() {
    Map<String, String> warnings = new LinkedHashMap<>();
    cautions.values().forEach(part -> warnings.putAll(part.get()));
    return warnings;
  }

  /** Whether each part can do its work. */
  public synchronized Map<String, Boolean> parts() {
    Map<String, Boolean> ready = new LinkedHashMap<>();
    parts.forEach((part, problem) -> ready.put(part, problem.get().isEmpty()));
    return ready;
  }

  /** Of how many things each part says that somebody should look at them. */
  public synchronized Map<String, Integer> cautions() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    cautions.forEach((part, warnings) -> counts.put(part, warnings.get().size()));
    return counts;
  }
}

package dev.rolecall.ingest.door;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refusals, added up: of each source, reason and token one tally at once, and then one a minute as
 * long as it goes on. An attack must not flood the audit, nor the memory: beyond a number of kinds
 * the rest is added up by reason alone.
 */
final class Tallies {

  static final Duration EVERY = Duration.ofMinutes(1);

  /** So at most some hundred entries a minute, whatever is sent. */
  static final int MOST_KINDS = 100;

  /** In place of a network, for those beyond the number. */
  static final String OTHERS = "others";

  /** What is added up together. */
  record Kind(String network, Refusal reason, Optional<String> directory, Optional<String> token) {}

  /**
   * How many of a kind.
   *
   * @param first when the first of them came
   * @param correlation of the first
   */
  record Tally(Kind kind, Instant first, String correlation, long count) {
    Tally oneMore() {
      return new Tally(kind, first, correlation, count + 1);
    }
  }

  private record Open(Optional<Instant> told, Optional<Tally> tally) {}

  private final Map<Kind, Open> kinds = new LinkedHashMap<>();

  synchronized void add(Kind kind, Instant at, String correlation) {
    Kind counted =
        kinds.containsKey(kind) || kinds.size() < MOST_KINDS
            ? kind
            : new Kind(OTHERS, kind.reason(), Optional.empty(), Optional.empty());
    Open open = kinds.getOrDefault(counted, new Open(Optional.empty(), Optional.empty()));
    Tally tally =
        open.tally().map(Tally::oneMore).orElseGet(() -> new Tally(counted, at, correlation, 1));
    kinds.put(counted, new Open(open.told(), Optional.of(tally)));
  }

  /** Takes out what is to be told now; a kind that was quiet for a minute is forgotten. */
  synchronized List<Tally> due(Instant at) {
    List<Tally> due = new ArrayList<>();
    Map<Kind, Open> kept = new LinkedHashMap<>();
    kinds.forEach((kind, open) -> {
      boolean waits =
          open.told().isPresent() && Duration.between(open.told().get(), at).compareTo(EVERY) < 0;
      if (waits) {
        kept.put(kind, open);
      } else if (open.tally().isPresent()) {
        due.add(open.tally().get());
        kept.put(kind, new Open(Optional.of(at), Optional.empty()));
      }
    });
    kinds.clear();
    kinds.putAll(kept);
    return due;
  }

  /** Takes out everything that was not told yet. */
  synchronized List<Tally> rest() {
    List<Tally> rest = kinds.values().stream().flatMap(open -> open.tally().stream()).toList();
    kinds.clear();
    return rest;
  }
}

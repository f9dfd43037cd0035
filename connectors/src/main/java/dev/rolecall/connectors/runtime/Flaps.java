package dev.rolecall.connectors.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How often others reversed what was done for a person in one place. Two that keep undoing each
 * other help nobody: after the third time within a day we stop there. Kept in memory, by the
 * process that owns the person: after a restart or a rebalance the count begins anew. That a limit
 * was reached is in the person's status, and outlives both.
 */
final class Flaps {

  /** The third reversal is no coincidence. */
  private static final int MOST = 3;

  private static final Duration WITHIN = Duration.ofHours(24);

  /** Some 2 MB; the place that was quiet for longest is forgotten first. */
  private static final int MOST_PLACES = 10_000;

  private record Place(String person, String scope) {}

  private final Map<Place, Deque<Instant>> places = new LinkedHashMap<>(16, 0.75f, true);

  /** Somebody reversed there what we had done. */
  synchronized void reversed(String person, String scope, Instant at) {
    Deque<Instant> times =
        places.computeIfAbsent(new Place(person, scope), unused -> new ArrayDeque<>());
    times.addLast(at);
    if (times.size() > MOST) {
      times.removeFirst();
    }
    if (places.size() > MOST_PLACES) {
      Iterator<Place> oldest = places.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Where that happened three times within 24 hours. */
  synchronized Set<String> stopped(String person, Instant now) {
    Set<String> stopped = new HashSet<>();
    places.forEach((place, times) -> {
      if (place.person().equals(person)
          && times.size() == MOST
          && times.getFirst().isAfter(now.minus(WITHIN))) {
        stopped.add(place.scope());
      }
    });
    return stopped;
  }

  /** Something else is asked for now. */
  synchronized void forget(String person) {
    places.keySet().removeIf(place -> place.person().equals(person));
  }
}

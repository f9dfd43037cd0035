package dev.rolecall.policy.adopt;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds who or what has a value. At most {@link AdoptReport#MOST_CANDIDATES} of one value are ever
 * looked at: half a million accounts with one address would otherwise cost the square.
 */
final class Finder<T> {

  /** The first of a value stands alone, since nearly all do. */
  private final Map<Way.By, Map<String, T>> first = new EnumMap<>(Way.By.class);

  private final Map<Way.By, Map<String, List<T>>> all = new EnumMap<>(Way.By.class);

  void add(Way way, T owner) {
    if (way.value().isBlank()) {
      return;
    }
    String key = way.key();
    @Nullable T before =
        first.computeIfAbsent(way.by(), by -> new HashMap<>()).putIfAbsent(key, owner);
    if (before != null) {
      List<T> owners =
          all.computeIfAbsent(way.by(), by -> new HashMap<>())
              .computeIfAbsent(key, value -> new ArrayList<>(List.of(before)));
      if (owners.size() < AdoptReport.MOST_CANDIDATES) {
        owners.add(owner);
      }
    }
  }

  /** In the order in which they were added. */
  List<T> find(Way way) {
    String key = way.key();
    @Nullable List<T> several = all.getOrDefault(way.by(), Map.of()).get(key);
    if (several != null) {
      return several;
    }
    @Nullable T one = first.getOrDefault(way.by(), Map.of()).get(key);
    return one == null ? List.of() : List.of(one);
  }
}

package dev.rolecall.policy.adopt;

import dev.rolecall.policy.text.Fold;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.HashMap;

/**
 * Finds who or what has a value. At most {@link AdoptReport#MOST_CANDIDATES} of one value are ever
 * looked at: half a million accounts with one address would otherwise cost the square.
 */
final class Finder<T> {

  private final Map<Way.By, Map<String, List<T>>> found = new EnumMap<>(Way.By.class);

  void add(Way way, T owner) {
    if (!way.value().isBlank()) {
      List<T> owners =
          found
              .computeIfAbsent(way.by(), by -> new HashMap<>())
              .computeIfAbsent(key(way), value -> new ArrayList<>(1));
      if (owners.size() < AdoptReport.MOST_CANDIDATES) {
        owners.add(owner);
      }
    }
  }

  /** In the order in which they were added. */
  List<T> find(Way way) {
    return found.getOrDefault(way.by(), Map.of()).getOrDefault(key(way), List.of());
  }

  private static String key(Way way) {
    return switch (way.by()) {
      case LOGIN, EMAIL -> Fold.fold(way.value());
      case EXTERNAL_ID -> way.value();
    };
  }
}

package dev.rolecall.processor.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Small facts of the guard in one store, each kind under keys of its own: which hold is the last of
 * its kind, which are open, who is under a hold, what is to be worked off, what is paused.
 */
final class GuardIndex {

  /** Names of tools, directories and people hold no control characters. */
  private static final char SEPARATOR = '\u0001';

  private static final char AFTER_SEPARATOR = '\u0002';

  private static final String BUNDLE = "bundle";
  private static final String LAST_HOLD = "last";
  private static final String OPEN = "open";
  private static final String PERSON = "person";
  private static final String DRAIN = "drain";
  private static final String READY = "ready";
  private static final String PAUSED = "paused";

  private final KeyValueStore<String, String> store;

  GuardIndex(KeyValueStore<String, String> store) {
    this.store = store;
  }

  @Nullable SeenBundle bundle(String tool) {
    @Nullable String text = store.get(key(BUNDLE, tool));
    return text == null ? null : SeenBundles.of(text);
  }

  void bundle(String tool, SeenBundle bundle) {
    store.put(key(BUNDLE, tool), SeenBundles.text(bundle));
  }

  @Nullable String lastHold(String tool, HoldKey hold) {
    return store.get(key(LAST_HOLD, tool, hold.trigger().name(), hold.subject()));
  }

  void lastHold(String tool, HoldKey hold, String id) {
    store.put(key(LAST_HOLD, tool, hold.trigger().name(), hold.subject()), id);
  }

  void open(String tool, String hold, boolean open) {
    set(key(OPEN, tool, hold), open);
  }

  /** Tool and id of each open hold. */
  List<Map.Entry<String, String>> open() {
    List<Map.Entry<String, String>> open = new ArrayList<>();
    for (String key : keys(OPEN + SEPARATOR, OPEN + AFTER_SEPARATOR, Integer.MAX_VALUE)) {
      List<String> parts = parts(key);
      open.add(Map.entry(parts.get(1), parts.get(2)));
    }
    return open;
  }

  void person(String tool, String hold, String person, boolean held) {
    set(key(PERSON, tool, hold, person), held);
  }

  /** Those of whom something is held under a hold, behind one of them. */
  List<String> people(String tool, String hold, @Nullable String after, int most) {
    String prefix = key(PERSON, tool, hold);
    String from = after == null ? prefix + SEPARATOR : key(PERSON, tool, hold, after) + SEPARATOR;
    return keys(from, prefix + AFTER_SEPARATOR, most).stream()
        .map(key -> key.substring(prefix.length() + 1))
        .toList();
  }

  @Nullable Drain drain(String tool, String hold) {
    @Nullable String text = store.get(key(DRAIN, tool, hold));
    return text == null ? null : drain(text);
  }

  void drain(String tool, String hold, @Nullable Drain drain) {
    if (drain == null) {
      store.delete(key(DRAIN, tool, hold));
    } else {
      store.put(key(DRAIN, tool, hold), drain.revision() + "|" + drain.successor());
    }
  }

  /** Tool and id of the next decided hold that is to be worked off; null: none is. */
  Map.@Nullable Entry<String, String> nextDrain() {
    List<String> next = keys(DRAIN + SEPARATOR, DRAIN + AFTER_SEPARATOR, 1);
    if (next.isEmpty()) {
      return null;
    }
    List<String> parts = parts(next.getFirst());
    return Map.entry(parts.get(1), parts.get(2));
  }

  boolean isReady(String tool, String directory) {
    return store.get(key(READY, tool, directory)) != null;
  }

  void ready(String tool, String directory, boolean ready) {
    set(key(READY, tool, directory), ready);
  }

  boolean isPaused(String tool) {
    return store.get(key(PAUSED, tool)) != null;
  }

  void paused(String tool, boolean paused) {
    set(key(PAUSED, tool), paused);
  }

  private static Drain drain(String text) {
    int bar = text.indexOf('|');
    return new Drain(Long.parseLong(text.substring(0, bar)), text.substring(bar + 1));
  }

  private void set(String key, boolean there) {
    if (there) {
      store.put(key, "");
    } else {
      store.delete(key);
    }
  }

  private List<String> keys(String from, String to, int most) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, String> range = store.range(from, to)) {
      while (range.hasNext() && keys.size() < most) {
        KeyValue<String, String> next = range.next();
        keys.add(next.key);
      }
    }
    return keys;
  }

  private static List<String> parts(String key) {
    return List.of(key.split(String.valueOf(SEPARATOR), -1));
  }

  private static String key(String... parts) {
    return String.join(String.valueOf(SEPARATOR), parts);
  }
}

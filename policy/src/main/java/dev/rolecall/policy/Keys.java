package dev.rolecall.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a mapping may have.
 *
 * @param what it is, for messages: "a rule"
 */
record Keys(String what, List<Key> keys) {

  Keys {
    keys = List.copyOf(keys);
  }

  static Keys of(String what, Key... keys) {
    return new Keys(what, List.of(keys));
  }

  /** The same keys of something that has a name of its own. */
  Keys of(String name) {
    return new Keys(what + " '" + name + "'", keys);
  }

  /** These and more. */
  Keys and(List<Key> more) {
    List<Key> all = new ArrayList<>(keys);
    all.addAll(more);
    return new Keys(what, all);
  }

  List<String> names() {
    return keys.stream().map(Key::name).toList();
  }
}

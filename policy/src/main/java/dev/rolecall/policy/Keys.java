package dev.rolecall.policy;

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

  List<String> names() {
    return keys.stream().map(Key::name).toList();
  }
}

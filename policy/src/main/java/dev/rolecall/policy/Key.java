package dev.rolecall.policy;

/**
 * One key of a mapping.
 *
 * @param description for people, one sentence
 */
record Key(String name, Form form, boolean required, String description) {

  static Key of(String name, Form form, String description) {
    return new Key(name, form, false, description);
  }

  static Key required(String name, Form form, String description) {
    return new Key(name, form, true, description);
  }
}

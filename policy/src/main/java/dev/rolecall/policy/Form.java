package dev.rolecall.policy;

import java.util.List;

/**
 * What may stand in a place of a policy file: the one source of what the readers accept and of the
 * schema that editors get.
 */
sealed interface Form {

  /** A value without structure, or a few of one kind. */
  enum Plain implements Form {
    TEXT,
    /** One text or a list of texts. */
    TEXTS,
    FLAG,
    /** As {@code 2026-09-01T08:00:00Z}. */
    INSTANT,
    /** ISO 8601, as {@code PT8H} or {@code P14D}. */
    DURATION,
    /** Anything without structure: the value of an attribute. */
    ANY
  }

  /** A whole number within bounds, both included. */
  record Whole(int least, int most) implements Form {}

  /** One of these words. */
  record Words(List<String> words) implements Form {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** A list. */
  record Listing(Form item) implements Form {}

  /** A mapping with keys of the writer's choice. */
  record Table(String keys, Form value) implements Form {}

  /** A mapping with known keys. */
  record Mapping(Keys keys) implements Form {}

  /** Whichever of these fits. */
  record Either(List<Form> forms) implements Form {
    public Either {
      forms = List.copyOf(forms);
    }
  }

  static Form either(Form... forms) {
    return new Either(List.of(forms));
  }

  static Form words(String... words) {
    return new Words(List.of(words));
  }
}

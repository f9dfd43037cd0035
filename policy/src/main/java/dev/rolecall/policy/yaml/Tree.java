package dev.rolecall.policy.yaml;

import java.util.List;

/** A YAML document. */
public sealed interface Tree {

  Spot at();

  /** For messages: what this is. */
  String kind();

  /** What a scalar is by the YAML 1.2 core schema. */
  enum Scalar {
    TEXT,
    NUMBER,
    BOOLEAN,
    NOTHING
  }

  /**
   * A scalar.
   *
   * @param content where the first character of the value stands, after quotes or block indicators
   * @param verbatim whether lines and columns of the value are those of the file, from {@code
   *     content} on: true for values on one line and for blocks with {@code |}
   */
  record Leaf(Spot at, String text, Scalar scalar, Spot content, boolean verbatim) implements Tree {
    @Override
    public String kind() {
      return switch (scalar) {
        case TEXT -> "text";
        case NUMBER -> "a number";
        case BOOLEAN -> "true or false";
        case NOTHING -> "nothing";
      };
    }
  }

  /** Items in order. */
  record Listing(Spot at, List<Tree> items) implements Tree {
    public Listing {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Entries in order; no key twice. */
  record Mapping(Spot at, List<Entry> entries) implements Tree {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** One key with its value. */
  record Entry(Leaf key, Tree value) {}
}

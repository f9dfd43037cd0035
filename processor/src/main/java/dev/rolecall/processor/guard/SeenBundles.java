package dev.rolecall.processor.guard;

import java.time.Instant;
import java.util.List;

/** How the newest bundle lies in its store. Nobody else reads it, so it is no schema. */
final class SeenBundles {

  private static final String SEPARATOR = "|";
  private static final String NOT_KNOWN = "-";

  private SeenBundles() {}

  static String text(SeenBundle bundle) {
    return String.join(
        SEPARATOR,
        Long.toString(bundle.version()),
        Long.toString(bundle.left()),
        bundle.since() == null ? NOT_KNOWN : bundle.since().toString(),
        bundle.command());
  }

  static SeenBundle of(String text) {
    List<String> parts = List.of(text.split("\\|", 4));
    return new SeenBundle(
        Long.parseLong(parts.get(0)),
        parts.get(3),
        Long.parseLong(parts.get(1)),
        parts.get(2).equals(NOT_KNOWN) ? null : Instant.parse(parts.get(2)));
  }
}

package dev.rolecall.policy.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Holds the limits against the flat events of a text, before anything recursive looks at it. Counts
 * what the document would be with every alias written out, without writing it out.
 */
final class EventCheck {
  private static final class Open {
    final @Nullable Anchor anchor;
    long nodes = 1;

    Open(@Nullable Anchor anchor) {
      this.anchor = anchor;
    }
  }

  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<Anchor, Long> sizes = new HashMap<>();
  private int aliases;
  private int documents;
  private long total;

  /** The first fault, or null. */
  static @Nullable Fault of(Iterable<Event> events) {
    EventCheck check = new EventCheck();
    for (Event event : events) {
      String wrong = check.accept(event);
      if (wrong != null) {
        return new Fault(spot(event.getStartMark()), wrong, null);
      }
    }
    return null;
  }

  private @Nullable String accept(Event event) {
    if (event instanceof DocumentStartEvent) {
      documents++;
      return documents > 1 ? "a policy file holds one document" : null;
    } else if (event instanceof AliasEvent alias) {
      return refer(alias.getAlias());
    } else if (event instanceof ScalarEvent scalar) {
      scalar.getAnchor().ifPresent(anchor -> sizes.put(anchor, 1L));
      return isMerge(scalar) ? "'<<' is not supported: write the keys out" : count(1);
    } else if (event instanceof CollectionStartEvent start) {
      open.push(new Open(start.getAnchor().orElse(null)));
      return open.size() > YamlLimits.MAX_DEPTH
          ? "nested deeper than " + YamlLimits.MAX_DEPTH + " levels"
          : null;
    } else if (event instanceof CollectionEndEvent) {
      Open closed = open.pop();
      if (closed.anchor != null) {
        sizes.put(closed.anchor, closed.nodes);
      }
      return count(closed.nodes);
    }
    return null;
  }

  /** Not part of YAML 1.2, and it hides where a value comes from. */
  private static boolean isMerge(ScalarEvent scalar) {
    return scalar.getScalarStyle() == ScalarStyle.PLAIN && scalar.getValue().equals("<<");
  }

  private @Nullable String refer(Anchor anchor) {
    aliases++;
    if (aliases > YamlLimits.MAX_ALIASES) {
      return "more than " + YamlLimits.MAX_ALIASES + " aliases";
    }
    Long size = sizes.get(anchor);
    return size == null
        ? "alias '*" + anchor.getValue() + "' refers to nothing complete above it"
        : count(size);
  }

  private @Nullable String count(long nodes) {
    Open parent = open.peek();
    if (parent == null) {
      total += nodes;
    } else {
      parent.nodes += nodes;
    }
    long seen = parent == null ? total : parent.nodes;
    return seen > YamlLimits.MAX_NODES
        ? "more than " + YamlLimits.MAX_NODES + " values, aliases written out"
        : null;
  }

  static Spot spot(Optional<Mark> mark) {
    return mark.map(m -> new Spot(m.getLine() + 1, m.getColumn() + 1)).orElse(Spot.START);
  }
}

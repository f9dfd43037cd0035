package dev.rolecall.views.directory;

import java.util.Comparator;

/** A place in a sorted list: it stays one when the resource that stood there is gone. */
public record Position(SortKey key, Kind kind, String id) implements Comparable<Position> {

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::key)
          .thenComparing(Position::kind)
          .thenComparing(Position::id, Collation::compare);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}

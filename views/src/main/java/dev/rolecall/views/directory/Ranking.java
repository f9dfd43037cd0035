package dev.rolecall.views.directory;

import dev.rolecall.views.log.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at every candidate: counts those that match and keeps the positions of one part of them, in
 * the order of the list. What it holds is bounded by the part, not by the directory.
 */
final class Ranking implements Statements.RowVisitor {

  private final Map<Kind, Source> sources;
  private final Comparator<Position> order;
  private final Window window;
  private final Links links;

  /** The last of the best is on top, to be pushed out by a better one. */
  private final PriorityQueue<Position> best;

  private final int most;
  private int total;

  Ranking(Listing listing, Links links) {
    this.sources =
        listing.sources().stream().collect(Collectors.toMap(Source::kind, Function.identity()));
    this.order = listing.isDescending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    this.window = listing.window();
    this.links = links;
    this.best = new PriorityQueue<>(order.reversed());
    if (skipped() > Listing.DEEPEST) {
      throw new IllegalArgumentException("too deep for a list that SQL does not sort");
    }
    this.most = skipped() + window.count() + 1;
  }

  @Override
  public void visit(ResultSet row) throws SQLException {
    Position found = Rows.position(row);
    Source source = sources.get(found.kind());
    if (source == null) {
      throw new IllegalStateException("a row of a kind that was not asked for");
    }
    Found resource = Rows.resource(row);
    if (source.check().isPresent() && !source.check().get().matches(resource, links)) {
      return;
    }
    total++;
    Position position =
        source.key() instanceof Source.Key.Computed(Source.KeyReader reader)
            ? new Position(reader.of(resource, links), found.kind(), found.id())
            : found;
    if (isAhead(position)) {
      best.add(position);
      if (best.size() > most) {
        best.remove();
      }
    }
  }

  int total() {
    return total;
  }

  boolean hasMore() {
    return best.size() == most;
  }

  /** The positions of the part, in order. */
  List<Position> part() {
    List<Position> sorted = new ArrayList<>(best);
    sorted.sort(order);
    return sorted.stream().skip(skipped()).limit(window.count()).toList();
  }

  private int skipped() {
    return window instanceof Window.FromIndex(int startIndex, int count) ? startIndex - 1 : 0;
  }

  private boolean isAhead(Position position) {
    return switch (window) {
      case Window.FromIndex index -> true;
      case Window.After(var last, int count) ->
          last.isEmpty() || order.compare(position, last.get()) > 0;
    };
  }
}

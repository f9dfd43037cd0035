package dev.rolecall.views.directory;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 * @param hasMore whether others follow the last item
 */
public record Listed(int total, List<Item> items, boolean hasMore) {

  /** One resource and where it stands. */
  public record Item(Found resource, Position position) {}

  public Listed {
    items = List.copyOf(items);
  }

  /** Those of one kind. */
  <R extends Found> Stream<R> of(Class<R> kind) {
    return items.stream().map(Item::resource).filter(kind::isInstance).map(kind::cast);
  }
}

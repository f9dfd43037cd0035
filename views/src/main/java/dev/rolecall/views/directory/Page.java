package dev.rolecall.views.directory;

import java.util.List;

/**
 * The first of what was looked up.
 *
 * @param total how many there are in all
 * @param items in the order of their creation
 */
public record Page<T>(int total, List<T> items) {
  public Page {
    items = List.copyOf(items);
  }
}

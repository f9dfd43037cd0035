package dev.rolecall.views.directory;

import java.util.List;

/**
 * A part of a result.
 *
 * @param total how many there are in all
 * @param items those of this page
 */
public record Page<T>(int total, List<T> items) {
  public Page {
    items = List.copyOf(items);
  }
}

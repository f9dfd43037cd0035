package dev.rolecall.views.directory;

import java.util.Optional;

/** Which part of a list to read. */
public sealed interface Window {

  /** Bounds what one answer holds in memory. */
  int MOST = 200;

  /** From a place counted from 1; too small becomes the first, too many becomes what is allowed. */
  record FromIndex(int startIndex, int count) implements Window {
    public FromIndex {
      startIndex = Math.max(1, startIndex);
      count = Math.clamp(count, 0, MOST);
    }
  }

  /** What comes after a position; without one: from the first. */
  record After(Optional<Position> position, int count) implements Window {
    public After {
      count = Math.clamp(count, 0, MOST);
    }
  }

  int count();
}

package dev.rolecall.console;

import dev.rolecall.policy.plan.Change;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What each of the last held plans takes away, and which elevated roles it gives, so that a later
 * plan of the same bundle can be known to be a part of it. Kept in memory: after a restart nothing
 * is known, and whoever decides is shown the plan anew.
 */
final class ShownPlans {

  /** At most one bundle waits; a few more for those that were taken back and published again. */
  private static final int MOST_KEPT = 4;

  /** Of one plan: 8 MB. Whoever takes away more is shown every plan anew. */
  private static final int MOST_CHANGES = 1_000_000;

  private final Map<String, Fingerprints> byDigest = new LinkedHashMap<>();

  /** Sets of changes, by 64 bits of each. */
  static final class Fingerprints {
    private final LongStream.Builder growing = LongStream.builder();
    private int count;
    private long[] sorted = {};

    /** Before {@link #done}. */
    void add(List<Change> changes) {
      changes.stream()
          .limit(Math.max(0, MOST_CHANGES + 1 - count))
          .forEach(change -> growing.add(change.fingerprint()));
      count = Math.min(MOST_CHANGES + 1, count + changes.size());
    }

    Fingerprints done() {
      sorted = growing.build().sorted().toArray();
      return this;
    }

    private boolean isComplete() {
      return count <= MOST_CHANGES;
    }

    private boolean covers(Fingerprints others) {
      return others.isComplete()
          && Arrays.stream(others.sorted).allMatch(each -> Arrays.binarySearch(sorted, each) >= 0);
    }
  }

  /**
   * Remembers a plan that waits.
   *
   * @param digest of the plan
   */
  synchronized void keep(String digest, Fingerprints changes) {
    if (!changes.isComplete()) {
      return;
    }
    byDigest.put(digest, changes);
    Iterator<String> oldest = byDigest.keySet().iterator();
    while (byDigest.size() > MOST_KEPT && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Whether all of these changes are known to have been in a plan. */
  synchronized boolean covers(String digest, Fingerprints changes) {
    Fingerprints shown = byDigest.get(digest);
    return shown != null && shown.covers(changes);
  }
}

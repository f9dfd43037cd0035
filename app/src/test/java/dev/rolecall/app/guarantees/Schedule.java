package dev.rolecall.app.guarantees;

import dev.rolecall.app.guarantees.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What happens to which process when, for a seed. Of each kind of process at most one is away at a
 * time: with two brokers away nothing can be written, and with no processor nothing is decided;
 * that would only measure absence.
 */
final class Schedule {

  /** How long the load lasts, so that a seed with start and end takes about a minute. */
  static final Duration LOAD = Duration.ofSeconds(30);

  private static final List<String> KINDS = List.of("broker", "ingest", "processor", "connector");

  /** Nothing happens at first: there is no history yet that could be lost. */
  private static final int QUIET_MILLIS = 2_000;

  /** Longer than a session of a group (6 s), so that some come back when others have their work. */
  private static final int LONGEST_FREEZE_MILLIS = 9_000;

  /** A process needs some seconds to start; what comes sooner would hit one that is away. */
  private static final int BETWEEN_MILLIS = 11_000;

  private static final int LONGEST_AWAY_MILLIS = 3_000;

  private Schedule() {}

  /** By kind of process, in order of time. */
  static Map<String, List<Fault>> of(long seed) {
    RandomGenerator random = new Random(seed);
    Map<String, List<Fault>> all = new TreeMap<>();
    for (String kind : KINDS) {
      List<Fault> faults = new ArrayList<>();
      int at = QUIET_MILLIS + random.nextInt(BETWEEN_MILLIS);
      while (at < LOAD.toMillis()) {
        faults.add(fault(kind, at, random));
        at += BETWEEN_MILLIS + random.nextInt(BETWEEN_MILLIS / 2);
      }
      all.put(kind, faults);
    }
    return all;
  }

  private static Fault fault(String kind, int at, RandomGenerator random) {
    int count = kind.equals("broker") ? Brokers.COUNT : 2;
    Kind what =
        switch (random.nextInt(5)) {
          case 0, 1 -> Kind.KILL;
          case 2, 3 -> Kind.FREEZE;
          default -> Kind.TERMINATE;
        };
    int away =
        switch (what) {
          case FREEZE -> 500 + random.nextInt(LONGEST_FREEZE_MILLIS - 500);
          case KILL, TERMINATE -> random.nextInt(LONGEST_AWAY_MILLIS);
        };
    return new Fault(
        Duration.ofMillis(at), what, kind + "-" + random.nextInt(count), Duration.ofMillis(away));
  }

  /** All of them, in order of time. */
  static List<Fault> inOrder(Map<String, List<Fault>> schedule) {
    return schedule.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Fault::at))
        .toList();
  }
}

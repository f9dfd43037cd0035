package dev.rolecall.policy.plan;

import dev.rolecall.policy.Resolution.Finding;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what rules wanted to give and could not. */
final class FindingTally {

  /** Kinds of findings that are told apart; a policy with more has other problems. */
  private static final int MOST_DISTINCT = 1_000;

  static final int MOST_SAMPLES = 20;

  private record Same(Finding.Kind kind, Ground rule, String message, String remedy) {}

  private static final Comparator<FindingSample> MOST_FREQUENT =
      Comparator.comparingLong(FindingSample::people)
          .reversed()
          .thenComparing(each -> each.rule().file())
          .thenComparingInt(each -> each.rule().line())
          .thenComparing(FindingSample::message);

  private final Map<Same, Long> people = new HashMap<>();
  private long total;

  void add(List<Finding> findings) {
    for (Finding each : findings) {
      total++;
      Same same =
          new Same(each.kind(), Ground.of(each.reason()), each.message(), each.remedy());
      if (people.size() < MOST_DISTINCT || people.containsKey(same)) {
        people.merge(same, 1L, Long::sum);
      }
    }
  }

  long total() {
    return total;
  }

  List<FindingSample> samples() {
    return people.entrySet().stream()
        .map(each ->
            new FindingSample(
                each.getKey().kind(),
                each.getKey().rule(),
                each.getKey().message(),
                each.getKey().remedy(),
                each.getValue()))
        .sorted(MOST_FREQUENT)
        .limit(MOST_SAMPLES)
        .toList();
  }
}

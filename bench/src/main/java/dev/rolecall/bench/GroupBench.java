package dev.rolecall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A PATCH that adds or removes one member, of groups of different sizes, in turns. */
final class GroupBench {

  private static final int[] SIZES = {10, 100, 1_000, 10_000, 100_000};

  /** Members of one PATCH that fills a group. */
  private static final int AT_ONCE = 10_000;

  private static final int TURNS = 5;

  private GroupBench() {}

  static String of(int size) {
    return "PATCH of one member of a group of %,d".formatted(size);
  }

  static List<Figure> run(Scale scale, Progress progress) throws Exception {
    try (Bed bed = Bed.start()) {
      Scim scim = bed.scim();
      String person = scim.createUser("comes-and-goes");
      List<String> groups = new ArrayList<>();
      for (int size : SIZES) {
        progress.at("filling a group of " + size);
        String group = scim.createGroup("group-of-" + size);
        for (int from = 0; from < size; from += AT_ONCE) {
          scim.addMembers(group, strangers(from, Math.min(size, from + AT_ONCE)));
        }
        groups.add(group);
      }
      progress.at("one member in, and out again");
      ClosedLoop.run(1, scale.seconds(2, 5), inAndOut(scim, groups.getFirst(), person));
      return inTurns(scale, scim, groups, person);
    }
  }

  private static List<Figure> inTurns(Scale scale, Scim scim, List<String> groups, String person)
      throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      for (int group = 0; group < groups.size(); group++) {
        Sample sample =
            ClosedLoop.repeat(1, scale.of(40, 200), inAndOut(scim, groups.get(group), person));
        if (turn == 0) {
          samples.add(sample);
        } else {
          samples.set(group, samples.get(group).and(sample));
        }
      }
    }
    Figure base = Figure.of(of(SIZES[1]), samples.get(1));
    return IntStream.range(0, SIZES.length)
        .mapToObj(each -> Figure.of(of(SIZES[each]), samples.get(each)).against(base))
        .toList();
  }

  private static ClosedLoop.Work inAndOut(Scim scim, String group, String person) {
    return (worker, turn) -> {
      if (turn % 2 == 0) {
        scim.addMembers(group, List.of(person));
      } else {
        scim.removeMember(group, person);
      }
    };
  }

  /** Ids of people who are not there yet: identity providers send groups first, too. */
  private static List<String> strangers(int from, int to) {
    return IntStream.range(from, to).mapToObj("stranger-%06d"::formatted).toList();
  }
}

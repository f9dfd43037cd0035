package dev.rolecall.bench;

import static dev.rolecall.bench.Target.atLeast;
import static dev.rolecall.bench.Target.atMost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be measured, and what it should be. */
enum Kind {
  WRITE(
      "SCIM create and PATCH, with 1, 16 and 128 in flight, beside a bare exactly-once application"),
  GROUP("PATCH of one member, of groups of 10 to 100,000"),
  READ("look-ups and pages over HTTP, 1,000 to 1,000,000 users (quick: to 100,000)"),
  PUSH("SCIM to verified in a simulated tool, per leg; and leavers during an import"),
  POLICY("resolution; and what commands feel while a policy changes everybody"),
  RESTART("start beside the start of a bare broker; views that are built anew"),
  MEMORY("resident memory of all-in-one, and of each service per 100,000 people");

  /** With the largest sizes. */
  private static final int MILLION = 1_000_000;

  private static final int HUNDRED_THOUSAND = 100_000;

  private final String about;

  Kind(String about) {
    this.about = about;
  }

  /** One line about it. */
  String about() {
    return about;
  }

  /** As it is given on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Figure> measure(Scale scale, Progress progress) throws Exception {
    return switch (this) {
      case WRITE -> WriteBench.run(scale, progress);
      case GROUP -> GroupBench.run(scale, progress);
      case READ -> ReadBench.run(scale, progress);
      case PUSH -> PushBench.run(scale, progress);
      case POLICY -> PolicyBench.run(scale, progress);
      case RESTART -> RestartBench.run(scale, progress);
      case MEMORY -> MemoryBench.run(scale, progress);
    };
  }

  List<Target> targets() {
    return switch (this) {
      case WRITE -> writes();
      case GROUP -> List.of(atMost(GroupBench.of(HUNDRED_THOUSAND), Measure.TIMES_P50, 1.2));
      case READ ->
          List.of(
              atMost(ReadBench.byUserName(MILLION), Measure.P99, 15),
              atMost(ReadBench.page(MILLION), Measure.P99, 50));
      case PUSH ->
          List.of(
              atMost(PushBench.VERIFIED, Measure.P50, 150),
              atMost(PushBench.VERIFIED, Measure.P99, 1_000),
              atMost(PushBench.LEAVER, Measure.P99, 2_000));
      case POLICY ->
          List.of(
              atMost(PolicyBench.MEANWHILE, Measure.TIMES_P99, 3),
              atMost(Resolving.ALL, Measure.SECONDS, 10),
              atMost(Resolving.MORE_RULES, Measure.TIMES_SECONDS, 1.1));
      case RESTART ->
          List.of(
              atMost(RestartBench.FIRST, Measure.TIMES_SECONDS, 2.5),
              atMost(RestartBench.AGAIN, Measure.TIMES_SECONDS, 2.5),
              atLeast(RestartBench.view(HUNDRED_THOUSAND), Measure.RATE, 50_000));
      case MEMORY ->
          List.of(atMost(MemoryBench.whole(HUNDRED_THOUSAND), Measure.MEBIBYTES, 1.5 * 1024));
    };
  }

  private static List<Target> writes() {
    List<Target> targets = new ArrayList<>();
    for (int inFlight : List.of(1, 16)) {
      for (String what : List.of(WriteBench.patch(inFlight), WriteBench.member(inFlight))) {
        targets.add(atMost(what, Measure.TIMES_P50, 2));
        targets.add(atMost(what, Measure.TIMES_P99, 3));
      }
    }
    targets.add(atLeast(WriteBench.patch(128), Measure.TIMES_RATE, 0.4));
    targets.add(atLeast(WriteBench.member(128), Measure.TIMES_RATE, 0.4));
    return targets;
  }
}

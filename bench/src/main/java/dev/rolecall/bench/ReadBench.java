package dev.rolecall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What identity providers look up, over HTTP, in directories of growing size. */
final class ReadBench {

  private static final int PAGE = 100;
  private static final int GROUPS = 10_000;

  /** Look-ups at the same time: an identity provider has few connections. */
  private static final int IN_FLIGHT = 4;

  private static final long SEED = 7;

  private ReadBench() {}

  static String byUserName(int users) {
    return "look-up by userName, %,d users".formatted(users);
  }

  static String page(int users) {
    return "a page of 100, %,d users".formatted(users);
  }

  static List<Figure> run(Scale scale, Progress progress) throws Exception {
    List<Integer> sizes =
        scale.of(List.of(1_000, 10_000, 100_000), List.of(1_000, 10_000, 100_000, 1_000_000));
    List<Figure> figures = new ArrayList<>();
    try (Bed bed = Bed.start();
        DirectoryLog log = new DirectoryLog(bed.kafka())) {
      log.groups(GROUPS, 0, 0);
      int before = 0;
      for (int size : sizes) {
        progress.at("%,d users".formatted(size));
        log.users(before, size);
        before = size;
        awaitLast(bed.scim(), size);
        figures.addAll(measure(scale, bed.scim(), size));
      }
    }
    return figures;
  }

  /** Reads wait for what was written before them, at most some seconds. */
  private static void awaitLast(Scim scim, int size) throws InterruptedException {
    Await.until(
        "the view has " + size + " users",
        () -> {
          try {
            return find(scim, size - 1) == 1;
          } catch (IOException behind) {
            return false;
          }
        });
  }

  private static int find(Scim scim, int number) throws IOException {
    return scim.count("/Users", "userName eq \"" + DirectoryLog.login(number) + "@acme.example\"");
  }

  private static List<Figure> measure(Scale scale, Scim scim, int size) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] whom = random.ints(4_096, 0, size).toArray();
    ClosedLoop.Work byUserName =
        (worker, turn) -> found(find(scim, whom[(worker * 911 + turn) % whom.length]));
    ClosedLoop.Work byExternalId =
        (worker, turn) ->
            found(
                scim.count(
                    "/Users",
                    "externalId eq \"ext-" + whom[(worker * 911 + turn) % whom.length] + "\""));
    ClosedLoop.Work group =
        (worker, turn) ->
            found(
                scim.count(
                    "/Groups",
                    "displayName eq \""
                        + DirectoryLog.groupName((worker * 911 + turn) % GROUPS)
                        + "\""));
    ClosedLoop.Work page = (worker, turn) -> page(scim, whom[turn % whom.length], size);
    ClosedLoop.run(IN_FLIGHT, scale.seconds(1, 3), byUserName);
    ClosedLoop.run(1, scale.seconds(0.5, 2), page);
    return List.of(
        figure(byUserName(size), IN_FLIGHT, scale, byUserName),
        figure("look-up by externalId, %,d users".formatted(size), IN_FLIGHT, scale, byExternalId),
        figure(
            "look-up of a group by displayName, %,d users".formatted(size),
            IN_FLIGHT,
            scale,
            group),
        figure(page(size), 1, scale, page));
  }

  private static Figure figure(String what, int inFlight, Scale scale, ClosedLoop.Work work)
      throws Exception {
    return Figure.of(what, ClosedLoop.run(inFlight, scale.seconds(1.5, 8), work));
  }

  private static void found(int count) throws IOException {
    if (count != 1) {
      throw new IOException("found " + count + " instead of 1");
    }
  }

  private static void page(Scim scim, int at, int size) throws IOException {
    // Identity providers page from the start; how deep index paging may go is another limit.
    int start = 1 + at % Math.max(1, Math.min(size - PAGE, 10_000));
    JsonNode page = Scim.json(scim.get("/Users?startIndex=" + start + "&count=" + PAGE));
    if (page.path("Resources").size() != PAGE) {
      throw new IOException("a page of " + page.path("Resources").size());
    }
  }
}

package dev.rolecall.bench;

import dev.rolecall.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy that changes everybody's access while commands flow: what the commands feel of it. The
 * tool's connector is taken out: what is asked is whether commands wait for resolution.
 */
final class PolicyBench {

  static final String MEANWHILE = "PATCH of one member, 50 a second, meanwhile";

  private static final int PER_SECOND = 50;
  private static final int MEMBERS = 100;

  /** More than are ever sent. */
  private static final int ENDLESS = 100_000;

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Scale scale;
  private final Progress progress;
  private final Bed bed;
  private final int people;

  private PolicyBench(Scale scale, Progress progress, Bed bed) {
    this.scale = scale;
    this.progress = progress;
    this.bed = bed;
    this.people = scale.of(20_000, 100_000);
  }

  static List<Figure> run(Scale scale, Progress progress) throws Exception {
    progress.at("resolution alone");
    List<Figure> figures = new ArrayList<>(Resolving.run());
    try (Bed bed = Bed.start()) {
      bed.stopConnector();
      figures.addAll(new PolicyBench(scale, progress, bed).measure());
    }
    return figures;
  }

  private List<Figure> measure() throws Exception {
    try (Lag access = new Lag(bed.kafka());
        SteadyLoad commands = new SteadyLoad(PER_SECOND, ENDLESS, changesOfMembers());
        DirectoryLog log = new DirectoryLog(bed.kafka())) {
      progress.at("%,d people".formatted(people));
      log.people(people, "everybody");
      Await.until("all have been read", () -> access.unread() < PER_SECOND);
      long before = System.nanoTime();
      Thread.sleep(scale.seconds(6, 15));
      progress.at("a policy that gives everybody something");
      long written = access.written(Topics.access(Bed.TOOL));
      long published = System.nanoTime();
      giveEverybodySomething(bed.policy());
      Await.until(
          "the first are resolved", () -> access.written(Topics.access(Bed.TOOL)) > written);
      long begun = System.nanoTime();
      long ended = end(access, written);
      Thread.sleep(QUIET);
      Figure quiet =
          Figure.of(
              "PATCH of one member, 50 a second, before", commands.between(before, published));
      double seconds = (ended - begun) / 1e9;
      return List.of(
          quiet,
          Figure.of(MEANWHILE, commands.between(begun, ended)).against(quiet),
          Figure.of("until the access of %,d people was written".formatted(people))
              .with(Measure.SECONDS, seconds)
              .with(Measure.RATE, people / seconds));
    }
  }

  /** Adds one person after the other to a group, and then to the next group. */
  private SteadyLoad.Request changesOfMembers() throws IOException {
    Scim scim = bed.scim();
    List<String> members = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      members.add(scim.createUser("member-" + i));
      groups.add(scim.createGroup("some-" + i));
    }
    return (number, due) ->
        scim.addMembers(
            groups.get(number / MEMBERS % MEMBERS), List.of(members.get(number % MEMBERS)));
  }

  private static void giveEverybodySomething(Path policy) throws IOException {
    Path next = policy.resolveSibling("next.tmp");
    Files.writeString(
        next,
        Files.readString(policy)
            .replace("groups: " + Bed.USERS, "groups: [" + Bed.USERS + ", everybody]"));
    Files.move(next, policy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** When the last of the records was written. */
  private long end(Lag access, long written) throws Exception {
    long give = System.nanoTime() + PATIENCE.toNanos();
    long last = 0;
    long changed = System.nanoTime();
    while (last < people || System.nanoTime() - changed < QUIET.toNanos()) {
      if (System.nanoTime() - give > 0) {
        throw new IllegalStateException("only " + last + " were resolved in time");
      }
      long now = access.written(Topics.access(Bed.TOOL)) - written;
      if (now != last) {
        last = now;
        changed = System.nanoTime();
      }
      Thread.sleep(LOOK_EVERY);
    }
    return changed;
  }
}

package dev.rolecall.bench;

import dev.rolecall.app.AllInOne;
import dev.rolecall.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A policy that changes everybody's access while commands flow: what the commands feel of it.
 *
 * <p>The people are written straight into the log: a hundred thousand requests would take longer
 * than what is measured. The tool's connector is taken out: what is asked is whether commands wait
 * for resolution.
 */
final class PolicyChange {

  private static final int EVERYBODY = 100_000;
  private static final int PER_SECOND = 50;
  private static final int MEMBERS = 100;

  /** What the issue asks for. */
  private static final double LIMIT = 3;

  private static final Duration MEASURED_BEFORE = Duration.ofSeconds(12);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private PolicyChange() {}

  /** Returns whether it stayed within the limit. */
  static boolean measure(AllInOne all, ScimLoad load, Path policy) throws Exception {
    all.stopConnector("drone");
    try (People people = new People(all.kafka());
        SteadyLoad commands = new SteadyLoad(PER_SECOND, changesOfMembers(load))) {
      people.write(EVERYBODY, List.of("everybody"));
      await(() -> people.unread() < PER_SECOND);
      long before = System.nanoTime();
      Thread.sleep(MEASURED_BEFORE);
      long written = people.written(Topics.access("drone"));
      long published = System.nanoTime();
      giveEverybodySomething(policy);
      await(() -> people.written(Topics.access("drone")) > written);
      long begun = System.nanoTime();
      long ended = end(people, written);
      Thread.sleep(QUIET);
      return report(
          commands.between(before, published), commands.between(begun, ended), ended - begun);
    }
  }

  private static boolean report(Times before, Times during, long nanos) {
    double ratio = during.percentile(0.99) / before.percentile(0.99);
    String commands = "SCIM PATCH of one member, " + PER_SECOND + " a second";
    System.out.printf("%-62s %s%n", commands, before.text());
    System.out.printf(
        "%-62s %s   p99 %.1f x before%n",
        "the same while a policy changes 100,000 people", during.text(), ratio);
    System.out.printf("%-62s %.1f s%n", "until the access of all of them was written", nanos / 1e9);
    System.out.println(
        ratio < LIMIT
            ? "commands did not wait for the policy: p99 stayed under 3 x its value before"
            : "commands waited for the policy: p99 went beyond 3 x its value before");
    return ratio < LIMIT;
  }

  /** Adds one person after the other to a group, and then to the next group. */
  private static SteadyLoad.Request changesOfMembers(ScimLoad load)
      throws IOException, InterruptedException {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      members.add(load.createUser("member-" + i));
    }
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      groups.add(load.createGroup("group-" + i));
    }
    AtomicInteger next = new AtomicInteger();
    return () -> {
      int at = next.getAndIncrement();
      load.addMember(groups.get(at / MEMBERS % MEMBERS), members.get(at % MEMBERS));
    };
  }

  private static void giveEverybodySomething(Path policy) throws IOException {
    Path next = policy.resolveSibling("next.tmp");
    Files.writeString(
        next,
        Files.readString(policy)
            .replace("groups: drone-users", "groups: [drone-users, everybody]"));
    Files.move(next, policy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** When the last of the records was written. */
  private static long end(People people, long written) throws Exception {
    long give = System.nanoTime() + PATIENCE.toNanos();
    long last = 0;
    long changed = System.nanoTime();
    while (last < EVERYBODY || System.nanoTime() - changed < QUIET.toNanos()) {
      if (System.nanoTime() - give > 0) {
        throw new IllegalStateException("only " + last + " were resolved in time");
      }
      long now = people.written(Topics.access("drone")) - written;
      if (now != last) {
        last = now;
        changed = System.nanoTime();
      }
      Thread.sleep(LOOK_EVERY);
    }
    return changed;
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long give = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - give > 0) {
        throw new IllegalStateException("it took longer than " + PATIENCE);
      }
      Thread.sleep(LOOK_EVERY);
    }
  }
}

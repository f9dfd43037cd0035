package dev.rolecall.app.guarantees;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One seed on a running cluster: two new directories, clients that write and read, faults, and what
 * became of the promises.
 */
final class Season {

  private static final List<String> DIRECTORIES = List.of("a", "b");
  private static final int PEOPLE = 8;

  /** From 10 members on it is held that a group is emptied. */
  private static final int KEPT = 12;

  private static final int CLIENTS = 3;
  private static final Duration ANSWER = Duration.ofSeconds(12);
  private static final Duration LONGEST_REST = Duration.ofSeconds(90);

  private final long seed;
  private final Cluster cluster;
  private final Map<String, List<Fault>> schedule;
  private final Duration lasts;
  private final List<Guarantee> guarantees;
  private final Map<String, Staff> staff = new TreeMap<>();
  private final Instant begin = InstantSource.system().instant();
  private final Report report;

  Season(long seed, Cluster cluster, List<Guarantee> guarantees) {
    this(seed, cluster, guarantees, Schedule.of(seed), Schedule.LOAD);
  }

  /**
   * With another schedule.
   *
   * @param lasts how long there is load
   */
  Season(
      long seed,
      Cluster cluster,
      List<Guarantee> guarantees,
      Map<String, List<Fault>> schedule,
      Duration lasts) {
    this.schedule = schedule;
    this.lasts = lasts;
    this.seed = seed;
    this.cluster = cluster;
    this.guarantees = guarantees;
    this.report = new Report(seed);
  }

  /** Names of the directories that a seed needs. */
  static List<String> directories(long seed) {
    return DIRECTORIES.stream().map(each -> "seed-" + seed + "-" + each).toList();
  }

  /** What is wrong, by guarantee; a guarantee that holds is not in it. */
  Map<String, List<String>> play() throws Exception {
    report.step("begin");
    directories(seed).forEach(cluster::confirm);
    settle();
    report.step("everybody has joined");
    Outages outages = new Outages(cluster, schedule, this::told);
    load(outages);
    report.step("load and faults have ended");
    cluster.makeWhole();
    report.step("everything is up again");
    Map<String, List<String>> problems = rest();
    report.step("checked");
    report.write(guarantees, problems);
    return problems;
  }

  private synchronized void told(Answered answered) {
    report.answered(answered);
    guarantees.forEach(each -> each.onAnswer(answered));
  }

  private synchronized void told(Fault fault) {
    report.happened(fault);
    guarantees.forEach(each -> each.onFault(fault));
  }

  private Scim scim(String who, String directory, long number) {
    return new Scim(
        who,
        directory,
        cluster.scim(directory).stream().map(each -> each.waiting(ANSWER)).toList(),
        new Random(31 * seed + number),
        this::told);
  }

  private String prefix(String directory) {
    return "s" + seed + directory.substring(directory.length() - 1) + "-";
  }

  /** People and groups, before anything fails. */
  private void settle() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> works = new ArrayList<>();
      for (String directory : directories(seed)) {
        Staff here = new Staff();
        staff.put(directory, here);
        Scim scim = scim("settler", directory, directory.hashCode());
        int kept = directory.endsWith("a") ? KEPT : 0;
        for (int i = 0; i < PEOPLE + kept; i++) {
          String name = prefix(directory) + (i < PEOPLE ? "p" + i : "kept" + i) + "@acme.example";
          works.add(threads.submit(() -> Provider.enrol(scim, here, name)));
        }
      }
      for (Future<?> each : works) {
        each.get();
      }
    }
    staff.forEach((directory, here) -> {
      Scim scim = scim("founder", directory, directory.hashCode());
      for (String group : Company.GROUPS) {
        here.founded(group, scim.found(group, Set.of()).orElseThrow());
      }
      Set<String> kept = kept(here);
      if (!kept.isEmpty()) {
        here.founded(Company.KEPT, scim.found(Company.KEPT, kept).orElseThrow());
      }
    });
    await("roles of the group that is emptied later")
        .atMost(LONGEST_REST)
        .until(() ->
            cluster.sandbox().gitlab("gitlab").members("kept").stream()
                    .filter(member -> member.username().startsWith("s" + seed + "a-kept"))
                    .count()
                == KEPT);
  }

  private static Set<String> kept(Staff staff) {
    Set<String> kept = new TreeSet<>();
    staff.people().stream().filter(Provider::isKept).forEach(person -> kept.add(person.id()));
    return Set.copyOf(kept);
  }

  private void load(Outages outages) throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> works = new ArrayList<>();
      int number = 0;
      for (String directory : directories(seed)) {
        for (int client = 0; client < CLIENTS; client++) {
          number++;
          String name = "c" + client;
          Provider provider =
              new Provider(
                  name,
                  scim(name, directory, 1000 + number),
                  here(directory),
                  prefix(directory),
                  new Random(31 * seed + number));
          works.add(threads.submit(() -> provider.run(enough::get)));
        }
      }
      works.add(threads.submit(this::emptied));
      try {
        java.util.concurrent.locks.LockSupport.parkNanos(lasts.toNanos());
        outages.await();
      } finally {
        enough.set(true);
      }
      for (Future<?> each : works) {
        each.get();
      }
    }
  }

  /** An identity provider says that nobody is in the group any more, until it is answered. */
  private void emptied() {
    java.util.concurrent.locks.LockSupport.parkNanos(lasts.toNanos() / 3);
    String directory = directories(seed).getFirst();
    Staff here = here(directory);
    Scim scim = scim("emptier", directory, 7);
    var call = new GroupModel.Call.Change(Set.of(), kept(here));
    while (!scim.change(here.group(Company.KEPT), call)) {
      java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
    }
  }

  private Staff here(String directory) {
    Staff here = staff.get(directory);
    if (here == null) {
      throw new IllegalStateException("nobody has settled in " + directory);
    }
    return here;
  }

  /** Everything as it is now. */
  Quiet quiet() {
    return new Quiet(cluster, staff, begin);
  }

  /** Waits until everybody's access has converged, then asks every guarantee. */
  private Map<String, List<String>> rest() {
    Quiet quiet = quiet();
    Guarantee converge = new PeopleConverge();
    try {
      await("access")
          .atMost(LONGEST_REST)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> converge.check(quiet).isEmpty());
      report.step("everybody's access has converged");
      await("audit")
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> new NoEffectWithoutRecord().check(quiet).isEmpty());
    } catch (ConditionTimeoutException late) {
      report.step("not at rest: " + late.getMessage());
    }
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (Guarantee each : guarantees) {
      List<String> wrong = each.check(quiet);
      if (!wrong.isEmpty()) {
        problems.put(each.promise(), wrong);
      }
    }
    return problems;
  }
}

package dev.rolecall.bench;

import dev.rolecall.schemas.avro.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** From a SCIM request to its effect, read back in a simulated tool. */
final class PushBench {

  static final String VERIFIED = "received to verified, 100 changes a second";
  static final String LEAVER = "a leaver during an import of 10,000 people";

  private static final int PER_SECOND = 100;
  private static final int LEAVERS_PER_SECOND = 5;
  private static final int AT_ONCE = 16;
  private static final int MEMBERS_AT_ONCE = 100;

  private final Scale scale;
  private final Progress progress;
  private final Bed bed;
  private final AuditTail audit;
  private final AtomicInteger logins = new AtomicInteger();

  private PushBench(Scale scale, Progress progress, Bed bed, AuditTail audit) {
    this.scale = scale;
    this.progress = progress;
    this.bed = bed;
    this.audit = audit;
  }

  static List<Figure> run(Scale scale, Progress progress) throws Exception {
    try (Bed bed = Bed.start();
        AuditTail audit = new AuditTail(bed.kafka())) {
      bed.confirmDirectory();
      return new PushBench(scale, progress, bed, audit).measure();
    }
  }

  private List<Figure> measure() throws Exception {
    String users = bed.scim().createGroup(Bed.USERS);
    progress.at("warming up");
    List<String> first = create(scale.of(300, 1_000));
    push(users, first);
    progress.at(PER_SECOND + " changes a second");
    List<String> second = create(PER_SECOND * scale.of(8, 30));
    Map<String, Instant> due = push(users, second);
    List<Figure> figures = new ArrayList<>(legs(due));
    progress.at("an import, and leavers");
    figures.addAll(leavers(users, second));
    return figures;
  }

  private List<String> create(int count) throws Exception {
    var created = new ConcurrentLinkedQueue<String>();
    ClosedLoop.repeat(
        AT_ONCE,
        count,
        (worker, turn) -> created.add(bed.scim().createUser("person-" + logins.incrementAndGet())));
    return List.copyOf(created);
  }

  /** Puts one after the other into the group of the tool, and waits for all. */
  private Map<String, Instant> push(String users, List<String> people) throws Exception {
    Map<String, Instant> due = new ConcurrentHashMap<>();
    audit.verified().clear();
    try (SteadyLoad load =
        new SteadyLoad(
            PER_SECOND,
            people.size(),
            (number, when) -> {
              due.put(people.get(number), when);
              bed.scim().addMembers(users, List.of(people.get(number)));
            })) {
      load.awaitEnd();
    }
    Await.until("all are verified", () -> audit.verified().keySet().containsAll(people));
    return due;
  }

  private List<Figure> legs(Map<String, Instant> due) {
    return List.of(
        leg(VERIFIED, due, Latency::getVerifiedAt),
        leg("  of it: due at the client to received", due, Latency::getReceivedAt),
        leg("  of it: due to decided", due, Latency::getDecidedAt),
        leg("  of it: due to sent to the tool", due, Latency::getSentAt));
  }

  private Figure leg(String what, Map<String, Instant> due, Function<Latency, Instant> until) {
    return Figure.of(
        what,
        Times.of(
            due.entrySet().stream()
                .map(each ->
                    Duration.between(
                        each.getValue(),
                        until.apply(audit.verified().getOrDefault(each.getKey(), NOTHING))))
                .toList()));
  }

  private static final Latency NOTHING =
      new Latency(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

  /** People who have an account leave one after the other, until thousands of others have come. */
  private List<Figure> leavers(String users, List<String> people) throws Exception {
    Map<String, Instant> due = new ConcurrentHashMap<>();
    audit.verified().clear();
    long began = System.nanoTime();
    Duration asked;
    try (SteadyLoad load =
        new SteadyLoad(
            LEAVERS_PER_SECOND,
            people.size(),
            (number, when) -> {
              due.put(people.get(number), when);
              bed.scim().deactivate(people.get(number));
            })) {
      List<String> imported = bringIn(users, scale.of(2_500, 10_000));
      asked = Duration.ofNanos(System.nanoTime() - began);
      Await.until("all have come", () -> audit.verified().keySet().containsAll(imported));
      load.end();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Await.until("all have left", () -> audit.verified().keySet().containsAll(due.keySet()));
    String what = scale.of(LEAVER.replace("10,000", "2,500"), LEAVER);
    return List.of(
        leg(what, due, Latency::getVerifiedAt),
        leg("  of it: the leaver due to received", due, Latency::getReceivedAt),
        leg("  of it: the leaver due to decided", due, Latency::getDecidedAt),
        leg("  of it: the leaver due to sent to the tool", due, Latency::getSentAt),
        Figure.of("  the import's requests, with leavers", asked),
        Figure.of("  until all have their access", took));
  }

  /** As identity providers do: people first, then memberships, a hundred in each request. */
  private List<String> bringIn(String users, int count) throws Exception {
    List<String> created = create(count);
    for (int from = 0; from < created.size(); from += MEMBERS_AT_ONCE) {
      int to = Math.min(created.size(), from + MEMBERS_AT_ONCE);
      bed.scim().addMembers(users, created.subList(from, to));
    }
    return created;
  }
}

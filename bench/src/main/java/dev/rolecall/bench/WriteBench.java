package dev.rolecall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SCIM creates and PATCHes beside a bare exactly-once application on the same broker, in turns of a
 * few seconds, so that both see the same machine.
 */
final class WriteBench {

  static final int[] IN_FLIGHT = {1, 16, 128};

  private static final int TURNS = 3;

  private final Scale scale;
  private final Progress progress;
  private final Scim scim;
  private final BareStreams bare;
  private final AtomicInteger logins = new AtomicInteger();
  private final List<String> people = new ArrayList<>();
  private final String group;

  private WriteBench(Scale scale, Progress progress, Scim scim, BareStreams bare) throws Exception {
    this.scale = scale;
    this.progress = progress;
    this.scim = scim;
    this.bare = bare;
    this.group = scim.createGroup("nobody-cares");
  }

  static List<Figure> run(Scale scale, Progress progress) throws Exception {
    try (Folder state = Folder.make();
        Bed bed = Bed.start();
        BareStreams bare = BareStreams.start(bed.kafka(), state.path())) {
      return new WriteBench(scale, progress, bed.scim(), bare).measure();
    }
  }

  static String bare(int inFlight) {
    return "bare exactly-once command, " + inFlight + " in flight";
  }

  static String create(int inFlight) {
    return "SCIM create of a user, " + inFlight + " in flight";
  }

  static String patch(int inFlight) {
    return "SCIM PATCH of a user, " + inFlight + " in flight";
  }

  static String member(int inFlight) {
    return "SCIM PATCH of one member, " + inFlight + " in flight";
  }

  private List<Figure> measure() throws Exception {
    progress.at("warming up");
    var created = new ConcurrentLinkedQueue<String>();
    ClosedLoop.repeat(
        64,
        scale.of(1_500, 4_000),
        (worker, turn) -> created.add(scim.createUser("person-" + logins.incrementAndGet())));
    people.addAll(created);
    // What a rate is once it is sustained: the second compiler takes its time.
    ClosedLoop.run(64, scale.seconds(1.5, 25), this::patch);
    ClosedLoop.run(64, scale.seconds(1.5, 25), this::member);
    ClosedLoop.run(64, scale.seconds(1.5, 25), bare::once);
    List<Figure> figures = new ArrayList<>();
    for (int inFlight : IN_FLIGHT) {
      progress.at(inFlight + " in flight");
      figures.addAll(inTurns(inFlight));
    }
    return figures;
  }

  private List<Figure> inTurns(int inFlight) throws Exception {
    ClosedLoop.Work create =
        (worker, turn) -> scim.createUser("person-" + logins.incrementAndGet());
    List<ClosedLoop.Work> works = List.of(bare::once, create, this::patch, this::member);
    List<Sample> samples = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      for (int work = 0; work < works.size(); work++) {
        Sample sample = ClosedLoop.run(inFlight, scale.seconds(1, 5), works.get(work));
        if (turn == 0) {
          samples.add(sample);
        } else {
          samples.set(work, samples.get(work).and(sample));
        }
      }
    }
    Figure base = Figure.of(bare(inFlight), samples.get(0));
    return List.of(
        base,
        Figure.of(create(inFlight), samples.get(1)).against(base),
        Figure.of(patch(inFlight), samples.get(2)).against(base),
        Figure.of(member(inFlight), samples.get(3)).against(base));
  }

  /** Each worker has people of its own: nobody conflicts with anybody. */
  private void patch(int worker, int turn) throws Exception {
    int own = people.size() / IN_FLIGHT[IN_FLIGHT.length - 1];
    scim.retitle(people.get(worker * own + turn % own), "title " + System.nanoTime());
  }

  /** Somebody in, and out again: each changes something. */
  private void member(int worker, int turn) throws Exception {
    String person = people.get(worker);
    if (turn % 2 == 0) {
      scim.addMembers(group, List.of(person));
    } else {
      scim.removeMember(group, person);
    }
  }
}

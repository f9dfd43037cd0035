package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.PlannedChanges;
import dev.rolecall.connectors.runtime.FaultRuns.Clock;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import dev.rolecall.sandbox.http.Simulated;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Intent;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.LookupBy;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One seed: everything that happens, in one order, on one thread at a time. */
final class FaultRun implements AutoCloseable {

  private static final int FEWEST_STEPS = 12;
  private static final int MORE_STEPS = 14;

  /** Works within works: another process, or another person of the same one. */
  private static final int DEEPEST = 2;

  private static final double FAULTY_CALLS = 0.25;
  private static final double DISTURBED = 0.07;
  private static final double FAILED_WRITES = 0.03;
  private static final int MOST_ROUNDS = 60;
  private static final int MOST_WORKS = 400;

  /** Access as it lies in its partition. */
  record Asked(String key, Access access, Instant at) {}

  private final FaultRuns runs;
  private final Simulated tool;
  private final Supplier<Connector> connectors;
  private final Clock clock;
  private final Random random;

  /** Says at once what happens. */
  private final boolean tells;

  private final MemoryLog log;
  private final List<FaultProcess> processes = new ArrayList<>();
  private final List<FaultProcess> all = new ArrayList<>();
  private final Map<Integer, List<Asked>> accesses = new HashMap<>();
  private final List<Control> controls = new ArrayList<>();
  private final List<FaultPerson> people = new ArrayList<>();
  private final Set<Map.Entry<FaultProcess, Integer>> untold = new HashSet<>();
  private final List<String> story = new ArrayList<>();
  private long versions;
  private int started;
  private int depth;
  private boolean calm;

  FaultRun(
      FaultRuns runs, Simulated tool, Supplier<Connector> connectors, Clock clock, long seed,
      boolean tells) {
    this.runs = runs;
    this.tool = tool;
    this.connectors = connectors;
    this.clock = clock;
    this.tells = tells;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.log = new MemoryLog("tool", clock, random);
  }

  Clock clock() {
    return clock;
  }

  Random random() {
    return random;
  }

  MemoryLog log() {
    return log;
  }

  List<Asked> accesses(int partition) {
    return accesses.computeIfAbsent(partition, unused -> new ArrayList<>());
  }

  List<Control> controls() {
    return controls;
  }

  String story() {
    return String.join(System.lineSeparator(), story);
  }

  void run() throws InterruptedException {
    String untouched = runs.untouched(tool);
    people();
    control(false);
    processes.add(start("one"));
    processes.add(start("two"));
    for (int partition = 0; partition < MemoryLog.PARTITIONS; partition++) {
      assign(partition, processes.get(partition % 2));
    }
    log.faults(FAILED_WRITES);
    people.forEach(this::asks);
    int steps = FEWEST_STEPS + random.nextInt(MORE_STEPS);
    for (int i = 0; i < steps; i++) {
      step();
    }
    comesToRest();
    ToolDescriptor descriptor = all.getFirst().descriptor();
    new FaultChecks(runs, tool, descriptor, log, people).everything(untouched);
  }

  private void people() {
    for (String login : List.of("ada", "bob", "eve", "joe")) {
      boolean hasAccount = chance(0.3);
      FaultPerson person =
          new FaultPerson(
              login, runs.invites() && !hasAccount && chance(0.4), hasAccount && chance(0.15));
      people.add(person);
      if (hasAccount) {
        tell(login + " has an account" + (person.isProtected ? ", protected" : ""));
        runs.account(tool, login);
        // To have an account may be a role.
        runs.held(tool, login).forEach((scope, roles) -> roles.forEach(it -> person.gave(scope, it)));
        runs.scopes().stream().filter(scope -> chance(0.4)).forEach(it -> gives(person, it));
        runs.silent().stream().filter(scope -> chance(0.5)).forEach(it -> gives(person, it));
        runs.unmanaged().stream().filter(scope -> chance(0.5)).forEach(it -> gives(person, it));
        person.atFirst = runs.held(tool, login);
      }
    }
  }

  private void gives(FaultPerson person, String scope) {
    String role = oneOf(runs.roles(scope));
    tell("by hand: " + person.login + " gets " + role + " in " + scope);
    runs.give(tool, person.login, scope, role);
    person.gave(scope, role);
  }

  // ---- what happens ------------------------------------------------------------------------------

  private void step() throws InterruptedException {
    int what = random.nextInt(100);
    if (what < 20) {
      asks(oneOf(people));
    } else if (what < 66) {
      works(oneOf(processes));
    } else if (what < 76) {
      clock.advance(Duration.ofSeconds(random.nextInt(depth == 0 ? 90 : 2)));
    } else if (what < 82) {
      dies(oneOf(processes));
    } else if (what < 90) {
      moves(random.nextInt(MemoryLog.PARTITIONS));
    } else if (what < 95) {
      byHand(oneOf(people));
    } else if (what < 98) {
      uses(oneOf(people));
    } else {
      control(!controls.getLast().getPaused());
    }
  }

  private void works(FaultProcess process) throws InterruptedException {
    if (chance(0.8)) {
      process.read();
    }
    process.work();
  }

  /** Before and after each operation of a connector, while its process is in the middle of it. */
  void around(FaultProcess process) {
    if (calm) {
      return;
    }
    clock.advance(Duration.ofMillis(random.nextInt(100)));
    if (depth < DEEPEST && chance(DISTURBED)) {
      depth++;
      try {
        if (chance(0.25)) {
          dies(process);
        } else {
          step();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        depth--;
      }
    }
  }

  private void asks(FaultPerson person) {
    boolean leaves = chance(person.leaves() ? 0.2 : 0.25);
    List<Grant> grants = new ArrayList<>();
    if (!leaves) {
      runs.scopes().stream().filter(scope -> chance(0.6)).forEach(it -> grants.add(grant(it)));
      runs.unmanaged().stream().filter(scope -> chance(0.2)).forEach(it -> grants.add(grant(it)));
    }
    asks(person, leaves ? Disposition.LEAVER : Disposition.CONVERGE, grants, Trigger.SCIM);
  }

  private Grant grant(String scope) {
    return new Grant(scope, oneOf(runs.roles(scope)), null, List.of());
  }

  private void asks(
      FaultPerson person, Disposition disposition, List<Grant> grants, Trigger trigger) {
    versions++;
    Access access =
        Access.newBuilder(Records.access(person.login, versions))
            .setDisposition(disposition)
            .setAccount(
                new AccountKey(
                    person.login,
                    List.of(new Lookup(LookupBy.LOGIN, person.login)),
                    person.invited ? null : person.login,
                    person.email(),
                    person.login))
            .setGrants(grants)
            .setSettings(controls.getFirst().getVersion())
            .build();
    access.getCause().setTrigger(trigger);
    person.asked(access);
    tell("access " + versions + " of " + person.login + ": " + disposition + " " + said(grants));
    accesses(log.partitionOf(person.key)).add(new Asked(person.key, access, clock.instant()));
  }

  private void control(boolean paused) {
    List<String> manage = new ArrayList<>(runs.scopes());
    manage.addAll(runs.silent());
    Control control = Records.control("a" + paused, paused);
    control.setManage(manage);
    control.setProtect(
        people.stream().filter(it -> it.isProtected).map(it -> it.login).toList());
    control.setVersion(new Version(1L, controls.size() + 1L));
    controls.add(control);
    tell(paused ? "the tool is paused" : "the tool is not paused");
  }

  private FaultProcess start(String owner) {
    FaultProcess process = new FaultProcess(this, owner, connectors.get());
    all.add(process);
    started++;
    return process;
  }

  private void dies(FaultProcess process) {
    if (process.isDead()) {
      return;
    }
    process.kill();
    String owner = chance(0.5) ? process.owner() : "process " + started;
    FaultProcess next = start(owner);
    processes.set(processes.indexOf(process), next);
    tell(process.owner() + " dies, " + owner + " starts");
    for (int partition = 0; partition < MemoryLog.PARTITIONS; partition++) {
      if (log.owns(partition, process)) {
        assign(partition, chance(0.7) ? next : oneOf(processes));
      }
    }
  }

  private void moves(int partition) {
    FaultProcess from = log.owns(partition, processes.get(0)) ? processes.get(0) : processes.get(1);
    FaultProcess to = processes.get(0) == from ? processes.get(1) : processes.get(0);
    boolean knows = chance(0.5);
    tell("partition " + partition + " moves to " + to.owner() + (knows ? "" : " silently"));
    if (knows) {
      from.loses(partition);
    } else {
      untold.add(Map.entry(from, partition));
    }
    assign(partition, to);
  }

  private void assign(int partition, FaultProcess process) {
    if (untold.remove(Map.entry(process, partition))) {
      process.loses(partition);
    }
    log.owner(partition, process);
    process.gets(partition);
  }

  private void byHand(FaultPerson person) {
    if (person.isProtected || runs.accounts(tool, person.login) == 0) {
      return;
    }
    if (chance(0.5)) {
      String scope = oneOf(runs.scopes());
      tell("by hand: " + person.login + " loses everything in " + scope);
      runs.take(tool, person.login, scope);
    } else if (!runs.silent().isEmpty() && chance(0.6)) {
      gives(person, oneOf(runs.silent()));
    } else {
      gives(person, oneOf(runs.scopes()));
    }
  }

  private void uses(FaultPerson person) {
    if (runs.accounts(tool, person.login) > 0 && runs.couldGetIn(tool, person.login)) {
      tell(person.login + " works with the tool");
      runs.uses(tool, person.login);
    }
    if (person.invited) {
      runs.accept(tool, person.email(), person.login);
    }
  }

  // ---- faults of the tool --------------------------------------------------------------------------

  void arm() {
    if (!calm && chance(FAULTY_CALLS)) {
      Fault fault = fault();
      tell("fault: " + fault);
      tool.faults().add(FaultRule.on("*", ".*", fault).after(random.nextInt(3)).once());
    }
  }

  void disarm() {
    tool.faults().clear();
  }

  private Fault fault() {
    return switch (random.nextInt(12)) {
      case 0 -> Fault.respond(500, "oops");
      case 1 -> Fault.respond(502, "<html>Bad Gateway</html>");
      case 2 -> Fault.tooManyRequests(Duration.ofSeconds(1 + random.nextInt(5)));
      case 3 -> Fault.respond(429, "Retry later");
      case 4, 5, 6 -> Fault.loseResponse();
      case 7 -> Fault.closeBeforeChange();
      case 8 -> Fault.delay(Duration.ofMillis(2));
      case 9 -> new Fault.Respond(Answer.text(404, "<html>no such host</html>"));
      case 10 -> Fault.respond(403, "forbidden");
      default -> chance(0.2) ? Fault.expireToken() : Fault.respond(503, "starting");
    };
  }

  /** Nothing is called that is not on the log, in an intent of this process that is not over. */
  void applies(FaultProcess process, Whom whom, Change change) {
    Status newest = log.newest(process.worksOn());
    Intent intent = newest == null ? null : newest.getIntent();
    int index =
        intent == null ? -1 : intent.getChanges().indexOf(PlannedChanges.of(change));
    if (intent == null
        || index < 0
        || !intent.getOwner().equals(process.owner())
        || intent.getDeadline().isBefore(clock.instant())
        || log.audit().stream()
            .noneMatch(entry -> entry.getId().equals(intent.getId() + "/" + index + "/PLANNED"))) {
      broken =
          process.owner() + " calls for " + process.worksOn() + " without an intent: " + change;
    }
    tell(process.owner() + " for " + process.worksOn() + ": " + change);
  }

  private @Nullable String broken;

  void applied(Change change, Applied applied) {
    tell("  " + applied.getClass().getSimpleName() + " " + applied.call().status());
  }

  // ---- the end -----------------------------------------------------------------------------------------

  private void comesToRest() throws InterruptedException {
    calm = true;
    log.faults(0);
    tool.renewTokens();
    untold.forEach(one -> one.getKey().loses(one.getValue()));
    untold.clear();
    if (controls.getLast().getPaused()) {
      control(false);
    }
    tell("---- calm");
    int rested = 0;
    for (int round = 0; rested < 3; round++) {
      if (round == MOST_ROUNDS) {
        throw new AssertionError("does not come to rest: " + unrested());
      }
      for (FaultProcess process : processes) {
        process.read();
        for (int i = 0; process.work(); i++) {
          if (i == MOST_WORKS) {
            throw new AssertionError("works without end");
          }
        }
      }
      people.stream()
          .filter(person -> person.invited)
          .forEach(person -> runs.accept(tool, person.email(), person.login));
      if (tells) {
        people.forEach(it -> tell(String.valueOf(log.newest(it.key))));
      }
      guard();
      rested = unrested().isEmpty() ? rested + 1 : 0;
      clock.advance(Duration.ofSeconds(rested > 0 || round > 12 ? 16 * 60 + 1 : 40));
    }
    if (broken != null) {
      throw new AssertionError(broken);
    }
  }

  /** As the guard would: drift is taken by a new version of the same access. */
  private void guard() {
    for (FaultPerson person : people) {
      Status status = log.newest(person.key);
      Access access = person.access();
      if (status != null
          && access != null
          && access.getVersion().equals(status.getApplied())
          && !status.getDrift().isEmpty()) {
        asks(person, access.getDisposition(), access.getGrants(), Trigger.DRIFT);
      }
    }
  }

  private List<String> unrested() {
    return people.stream()
        .filter(person -> {
          Status status = log.newest(person.key);
          Access access = person.access();
          return access != null
              && (status == null
                  || !access.getVersion().equals(status.getApplied())
                  || status.getIntent() != null
                  || status.getState() == State.RETRYING
                  || status.getState() == State.APPLYING);
        })
        .map(person -> person.login + " " + log.newest(person.key))
        .toList();
  }

  @Override
  public void close() {
    all.forEach(FaultProcess::close);
  }

  private void tell(String what) {
    long millis = Duration.between(FaultRuns.BEGIN, clock.instant()).toMillis();
    String line = "  ".repeat(depth) + millis + " " + what;
    story.add(line);
    if (tells) {
      System.out.println(line);
    }
  }

  private static String said(List<Grant> grants) {
    return String.join(
        ", ", grants.stream().map(grant -> grant.getScope() + "=" + grant.getRole()).toList());
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}

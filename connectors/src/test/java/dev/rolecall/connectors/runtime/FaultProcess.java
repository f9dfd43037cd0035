package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Link;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One process of a connector as {@link ConnectorRuntime} and {@link Loop} put it together, without
 * threads and broker: it reads when it is told to, and works on who is next when it is told to.
 */
final class FaultProcess implements MemoryLog.Writer, AutoCloseable {

  private static final int PLACES = 4;

  private final FaultRun run;
  private final String owner;
  private final Connector connector;
  private final Calls calls;
  private final Circuit circuit;
  private final Metrics metrics;
  private final Slots slots;
  private final Workshop workshop;
  private final TreeSet<Integer> partitions = new TreeSet<>();
  private final Map<Integer, Integer> readAccess = new HashMap<>();
  private final Map<Integer, Integer> readStatus = new HashMap<>();
  private Map<String, Link> links = Map.of();
  private int readControl;
  private final TreeSet<Integer> rereads = new TreeSet<>();
  private final Deque<String> working = new ArrayDeque<>();
  private boolean dead;

  FaultProcess(FaultRun run, String owner, Connector real) {
    this.run = run;
    this.owner = owner;
    this.connector = new FaultyConnector(real, run, this);
    this.calls = new Calls(connector, Pace.DEFAULT.callDeadline());
    this.circuit = new Circuit("tool", Pace.DEFAULT.probe(), run.clock());
    this.metrics = new Metrics(new SimpleMeterRegistry(), "tool", circuit, () -> true);
    this.slots = new Slots(owner, Pace.DEFAULT.sweep());
    this.workshop =
        new Workshop(
            owner,
            real.descriptor(),
            calls,
            new Log("tool", run.log().of(this)),
            circuit,
            metrics,
            Pace.DEFAULT,
            run.clock(),
            run.random(),
            () -> new UUID(run.random().nextLong(), run.random().nextLong()),
            new Flaps(),
            Map::of);
  }

  ToolDescriptor descriptor() {
    return connector.descriptor();
  }

  String owner() {
    return owner;
  }

  @Override
  public boolean isDead() {
    return dead;
  }

  /** From now on it neither calls nor writes. */
  void kill() {
    dead = true;
  }

  /** A partition is its own now, and read to its end. */
  void gets(int partition) {
    partitions.add(partition);
    readAccess.put(partition, 0);
    readStatus.put(partition, 0);
    read();
    slots.open(partition, now());
  }

  /** It learns that a partition is not its own any more. */
  void loses(int partition) {
    partitions.remove(partition);
    rereads.remove(partition);
    slots.drop(partition);
  }

  /** What came since it read last. */
  void read() {
    for (; readControl < run.controls().size(); readControl++) {
      Control control = run.controls().get(readControl);
      slots.control(control, now());
    }
    links = run.log().links();
    for (int partition : partitions) {
      var accesses = run.accesses(partition);
      for (int i = readAccess.getOrDefault(partition, 0); i < accesses.size(); i++) {
        FaultRun.Asked asked = accesses.get(i);
        slots.access(asked.key(), partition, asked.access(), asked.at(), now());
      }
      readAccess.put(partition, accesses.size());
      var statuses = run.log().statuses(partition);
      for (int i = readStatus.getOrDefault(partition, 0); i < statuses.size(); i++) {
        MemoryLog.Kept kept = statuses.get(i);
        slots.status(kept.key(), partition, kept.status(), i + 1L, kept.at(), now());
      }
      readStatus.put(partition, statuses.size());
    }
    rereads.forEach(partition -> slots.open(partition, now()));
    rereads.clear();
  }

  /**
   * Works on whoever is next.
   *
   * @return whether there was somebody
   */
  boolean work() throws InterruptedException {
    if (circuit.tryProbe()) {
      probe();
    }
    if (dead || !circuit.isClosed() || !circuit.quiet().isZero()) {
      return false;
    }
    Optional<Slot> next = slots.next(now(), PLACES);
    if (next.isPresent()) {
      work(next.get());
    }
    return next.isPresent();
  }

  private void work(Slot slot) throws InterruptedException {
    Access access = slot.access();
    Control control = slots.control().orElse(null);
    if (access == null || control == null) {
      slots.finished(slot, false, now());
      return;
    }
    Journal journal =
        new Journal(
            workshop.log(),
            new Statuses(Pace.DEFAULT, run.random()),
            metrics,
            access,
            control,
            slot.status(),
            links.get(access.getAccount().getKey()));
    boolean again = true;
    working.push(slot.key);
    try {
      new PersonWork(workshop, slot.runsAs, slot.signal, journal).run();
      again = false;
    } catch (Committer.NotWritten redone) {
      // As a runtime does: what the tool has is read again.
    } finally {
      working.pop();
    }
    if (dead) {
      return;
    }
    if (journal.status() != null && journal.offset() >= 0) {
      slot.status(journal.status(), journal.offset());
    }
    slots.finished(slot, again, now());
    if (again && partitions.contains(slot.partition)) {
      slots.close(slot.partition);
      rereads.add(slot.partition);
    }
  }

  private void probe() throws InterruptedException {
    boolean over = false;
    try {
      over = calls.read(Urgency.LEAVER, connector::check).problems().isEmpty();
    } catch (ToolException stillSo) {
      over = false;
    }
    if (over) {
      circuit.close();
    } else {
      circuit.stillOpen();
    }
  }

  /** Whom the call under way is about. */
  String worksOn() {
    return working.element();
  }

  private Instant now() {
    return run.clock().instant();
  }

  @Override
  public void close() {
    calls.close();
    metrics.close();
    connector.close();
  }
}

package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.Control;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one tool as the newest access says.
 *
 * <p>Promises: nothing is called before an intent with its audit entries is on the log; per person
 * one work at a time, always for the newest access; leavers first; after any crash the work is
 * recomputed from access, status and what the tool has.
 */
public final class ConnectorRuntime implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectorRuntime.class);

  /** A broker that does not answer in this time notices our silence as well. */
  private static final Duration LEAVING = Duration.ofSeconds(2);

  private final RuntimeConfig config;
  private final KafkaConsumer<String, byte[]> group;
  private final Inputs inputs;
  private final Committer committer;
  private final int partitions;
  private final Calls calls;
  private final Circuit circuit;
  private final Metrics metrics;
  private final Slots slots;
  private final Loop loop;
  private final Workshop workshop;
  private final Sweeper sweeper;
  private final HealthWatch health;
  private final Vitals vitals;
  private final Binder binder;
  private final PauseFile pauseFile;
  private final Set<Thread> works = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean running = true;
  private volatile boolean paused;

  private ConnectorRuntime(RuntimeConfig config) {
    this.config = config;
    this.circuit = new Circuit(config.tool(), config.pace().probe(), config.clock());
    this.metrics = new Metrics(config.meters(), config.tool(), circuit, () -> running);
    this.calls = Calls.of(config, failure -> metrics.unread(failure.kind()));
    this.group = consumer(config);
    this.inputs = new Inputs(config.tool(), config.kafka(), config.owner());
    this.slots = new Slots(config.owner(), config.pace().sweep());
    this.loop =
        new Loop(
            config.tool(),
            group,
            inputs,
            slots,
            new Hands(),
            circuit,
            config.pace().concurrency(),
            config.clock());
    this.committer =
        new Committer(
            config.kafka(),
            config.owner(),
            Topics.access(config.tool()).name(),
            config.pace().groupCommit(),
            loop::fence);
    this.partitions = committer.partitionsOf(Topics.access(config.tool()).name());
    Log log = new Log(config.tool(), committer);
    this.workshop = Workshop.of(config, calls, log, circuit, metrics, this::otherWriters);
    this.health = new HealthWatch(config.tool(), config.connector(), workshop);
    this.sweeper = new Sweeper(config, workshop, health, this::isPaused);
    this.binder = new Binder(config.tool(), config.connector().bindings(), workshop, () -> paused);
    metrics.token(health::tokenEnds, config.clock());
    this.pauseFile = new PauseFile(config.data(), config.tool());
    this.vitals = new Vitals(config, metrics, circuit, pauseFile, slots, loop, group, () -> paused);
    this.thread = Thread.ofPlatform().name(config.owner()).unstarted(this::run);
  }

  private static KafkaConsumer<String, byte[]> consumer(RuntimeConfig config) {
    return new KafkaConsumer<>(
        config.kafka().groupConsumer(config.owner(), config.group()),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private Map<String, String> otherWriters() {
    return health.otherWriters();
  }

  /** Starts reading; work begins once everything was read that was there. */
  public static ConnectorRuntime start(RuntimeConfig config) {
    ConnectorRuntime runtime = new ConnectorRuntime(config);
    runtime.thread.start();
    LOG.atInfo().addKeyValue("tool", config.tool()).log("Connector started");
    return runtime;
  }

  /** Reads every managed scope soon, if this instance is the tool's coordinator. */
  public void sweep() {
    sweeper.request();
  }

  /** False once something happened that only a restart can mend. */
  public boolean isRunning() {
    return running;
  }

  /** What keeps it from working; empty while it works, or others have all partitions. */
  public Optional<String> problem() {
    return vitals.problem(running);
  }

  /** What somebody should look at, though nothing is wrong with this process. */
  public Map<String, String> warnings() {
    return vitals.warnings();
  }

  /** Whether work that was under way has been told of a pause. */
  boolean isPaused() {
    return paused;
  }

  /** Ends what is under way, at most seven seconds, writes it, and leaves the group. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    loop.stop(false);
    sweeper.stop();
    join();
    committer.close();
    leave();
    inputs.close();
    release();
    LOG.atInfo().addKeyValue("tool", config.tool()).log("Connector stopped");
  }

  /** As if the process were killed: nothing is finished, written or given back. */
  void abort() throws InterruptedException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    committer.abort();
    loop.stop(true);
    sweeper.stop();
    thread.join();
    works.forEach(Thread::interrupt);
    group.close(
        CloseOptions.timeout(Duration.ZERO)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    inputs.close();
    release();
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void release() {
    calls.close();
    metrics.close();
    config.connector().close();
  }

  private void run() {
    try {
      loop.run();
    } catch (RuntimeException e) {
      // Also a record that cannot be read: to go on without it would be to guess.
      running = false;
      LOG.atError()
          .addKeyValue("tool", config.tool())
          .addKeyValue("outcome", e.getClass().getName())
          .setCause(e)
          .log("The connector cannot go on: restart it");
      leave();
    }
  }

  /** Gives the partitions to another process now, not after the longest time between polls. */
  private void leave() {
    try {
      group.close(CloseOptions.timeout(LEAVING));
    } catch (KafkaException e) {
      LOG.atWarn()
          .addKeyValue("tool", config.tool())
          .addKeyValue("outcome", e.getClass().getSimpleName())
          .log("The group could not be left; its coordinator will notice");
    }
  }

  /** Starts threads for the loop. */
  private final class Hands implements Loop.Staff {

    @Override
    public void start(Slot slot) {
      Access access = slot.access();
      Control control = slots.control().orElse(null);
      if (access == null || control == null) {
        loop.finished(slot, null, -1, false);
        return;
      }
      Journal journal =
          new Journal(
              workshop.log(),
              new Statuses(config.pace(), config.random()),
              metrics,
              access,
              control,
              slot.status(),
              loop.link(access.getAccount().getKey()).orElse(null));
      Urgency urgency = slot.runsAs;
      Thread work = Thread.ofVirtual().unstarted(() -> work(slot, urgency, journal));
      works.add(work);
      work.start();
    }

    private void work(Slot slot, Urgency urgency, Journal journal) {
      boolean again = true;
      try {
        new PersonWork(workshop, urgency, slot.signal, journal).run();
        again = false;
      } catch (Committer.NotWritten | InterruptedException redone) {
        // What the tool has is read again, by us or by the next owner.
      } catch (RuntimeException bug) {
        LOG.atError()
            .addKeyValue("tool", config.tool())
            .addKeyValue("person", slot.key)
            .setCause(bug)
            .log("Work on a person failed in a way it should not; it is done again");
      } finally {
        works.remove(Thread.currentThread());
        loop.finished(slot, journal.status(), journal.offset(), again);
      }
    }

    @Override
    public void bound(BindingReport report) {
      binder.seen(report);
    }

    @Override
    public void turn(Instant now) {
      slots.pausedByFile(pauseFile.lies(now), now);
      paused = slots.isPaused();
      config.limits().share(loop.fence().positions().size(), partitions);
      slots.control().ifPresent(control -> circuit.asked(control.getResync()));
      if (circuit.tryProbe()) {
        Thread.ofVirtual().start(new Probe(config.tool(), config.connector(), calls, circuit));
      }
      if (loop.coordinates()) {
        slots
            .control()
            .ifPresent(control -> {
              binder.turn(control, now);
              sweeper.turn(control, now);
            });
      }
      health.turn(loop.coordinates(), now);
      vitals.turn(now);
    }
  }
}

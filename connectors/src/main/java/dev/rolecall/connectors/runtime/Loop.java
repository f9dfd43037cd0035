package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.Known;
import dev.rolecall.connectors.runtime.Committer.Fence;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads, decides who is next, and hands out work. One thread owns all of this; others leave a
 * message.
 */
final class Loop implements ConsumerRebalanceListener, Inputs.Reader {

  /** Nothing but the logs of control and links waits for the end of an idle poll. */
  private static final Duration IDLE = Duration.ofMillis(50);

  /** While something is being caught up with. */
  private static final Duration BUSY = Duration.ofMillis(2);

  /**
   * How long work under way may take to end when we have to go: a process that is asked to stop has
   * ten seconds in all. What takes longer stays an open intent, which the next owner reads anew.
   */
  static final Duration DRAIN = Duration.ofSeconds(7);

  /** Who does the work that this loop hands out. */
  interface Staff {
    void start(Slot slot);

    /** What a team or group of the tool holds, as a coordinator wrote it. */
    void bound(BindingReport report);

    /** Called once in each turn of the loop. */
    void turn(Instant now);
  }

  private final Topic<Access> access;
  private final Topic<StatusEntry> statuses;
  private final KafkaConsumer<String, byte[]> group;
  private final Inputs inputs;
  private final Slots slots;
  private final Staff staff;
  private final Circuit circuit;
  private final int concurrency;
  private final InstantSource clock;
  private final String tool;
  private final Barriers barriers;
  private final Map<String, Link> links = new HashMap<>();
  private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
  private volatile Fence fence;
  private volatile boolean closing;
  private volatile boolean aborted;
  private volatile boolean ended;

  Loop(
      String tool,
      KafkaConsumer<String, byte[]> group,
      Inputs inputs,
      Slots slots,
      Staff staff,
      Circuit circuit,
      int concurrency,
      InstantSource clock) {
    this.tool = tool;
    this.access = Topics.access(tool);
    this.statuses = Topics.status(tool);
    this.group = group;
    this.inputs = inputs;
    this.barriers = new Barriers(inputs, this::tell);
    this.slots = slots;
    this.staff = staff;
    this.circuit = circuit;
    this.concurrency = concurrency;
    this.clock = clock;
    this.fence = new Fence(group.groupMetadata(), Map.of());
  }

  Fence fence() {
    return fence;
  }

  /** Whether we are the tool's coordinator, and know what its topics say. */
  boolean coordinates() {
    return barriers.isPassed(0) && slots.control().isPresent();
  }

  /**
   * Whether something that was written before our start, or before it was ours, is not read yet.
   */
  boolean isCatchingUp() {
    return barriers.someAreClosed();
  }

  /** The link of an account key; for the loop's thread. */
  Optional<Link> link(String accountKey) {
    return Optional.ofNullable(links.get(accountKey));
  }

  /** Has something done by the loop's thread. */
  void tell(Runnable message) {
    messages.add(message);
    if (!ended) {
      group.wakeup();
    }
  }

  void stop(boolean abruptly) {
    aborted = abruptly;
    closing = true;
    group.wakeup();
  }

  void run() {
    try {
      group.subscribe(List.of(access.name()), this);
      while (!closing) {
        turn();
      }
      if (!aborted) {
        drain(barriers.partitions());
      }
    } finally {
      ended = true;
      // Whatever is still under way may neither call nor write any more.
      barriers.partitions().forEach(slots::drop);
    }
  }

  private void turn() {
    boolean catchingUp = barriers.someAreClosed();
    try {
      group.poll(catchingUp ? BUSY : IDLE).forEach(this::access);
    } catch (WakeupException message) {
      // There is something in the messages.
    }
    inputs.poll(Duration.ZERO, this);
    publish();
    hear();
    Instant now = clock.instant();
    if (catchingUp) {
      barriers.open(this::accessRead, partition -> slots.open(partition, now));
    }
    staff.turn(now);
    while (circuit.isClosed() && circuit.quiet().isZero() && !closing) {
      Optional<Slot> next = slots.next(now, concurrency);
      if (next.isEmpty()) {
        break;
      }
      staff.start(next.get());
    }
  }

  /** Work on a person has ended. */
  void finished(Slot slot, @Nullable Status written, long offset, boolean again) {
    tell(() -> {
      Instant now = clock.instant();
      if (written != null && offset >= 0) {
        slot.status(written, offset);
      }
      slots.finished(slot, again, now);
      if (again && barriers.partitions().contains(slot.partition)) {
        // It may have been committed all the same: nobody works there before that is read.
        slots.close(slot.partition);
        barriers.add(List.of(slot.partition));
      }
    });
  }

  private void access(ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value();
    slots.access(
        record.key(),
        record.partition(),
        value == null ? null : access.values().decode(value),
        Instant.ofEpochMilli(record.timestamp()),
        clock.instant());
  }

  @Override
  public void status(ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value();
    Object body = value == null ? null : statuses.values().decode(value).getBody();
    if (!Keys.isStatusOfPerson(record.key())) {
      if (body instanceof BindingReport report) {
        staff.bound(report);
      }
      return;
    }
    slots.status(
        record.key(),
        record.partition(),
        body instanceof Status status ? status : null,
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        clock.instant());
  }

  @Override
  public void link(ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value();
    Link link = value == null ? null : Topics.links("any").values().decode(value);
    Link before = link == null ? links.remove(record.key()) : links.put(record.key(), link);
    Link said = link == null ? before : link;
    if (said != null && (link == null || link.getFoundBy().equals(Known.BY_HAND))) {
      slots.linked(Keys.person(said.getDirectory(), said.getPerson()), clock.instant());
    }
  }

  @Override
  public void control(ConsumerRecord<String, byte[]> record) {
    if (tool.equals(record.key())) {
      byte[] value = record.value();
      slots.control(value == null ? null : Inputs.decode(value), clock.instant());
    }
  }

  private Map.Entry<String, Long> accessRead(int partition) {
    TopicPartition log = new TopicPartition(access.name(), partition);
    return Map.entry(log.toString(), Inputs.position(group, log));
  }

  private void publish() {
    Map<Integer, OffsetAndMetadata> positions = new HashMap<>();
    for (int partition : barriers.partitions()) {
      long position = Inputs.position(group, new TopicPartition(access.name(), partition));
      positions.put(partition, new OffsetAndMetadata(Math.max(position, 0)));
    }
    fence = new Fence(group.groupMetadata(), Map.copyOf(positions));
  }

  private void hear() {
    for (Runnable message = messages.poll(); message != null; message = messages.poll()) {
      message.run();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    List<Integer> added = partitions.stream().map(TopicPartition::partition).toList();
    group.seekToBeginning(partitions);
    inputs.add(added);
    barriers.add(added);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<Integer> gone = partitions.stream().map(TopicPartition::partition).toList();
    if (!aborted) {
      drain(gone);
    }
    forget(gone);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    forget(partitions.stream().map(TopicPartition::partition).toList());
  }

  /** Lets work under way end what it does and write it, while these partitions still are ours. */
  private void drain(Collection<Integer> partitions) {
    publish();
    slots.signal(Slot.Signal.STOP, slot -> partitions.contains(slot.partition));
    Instant until = clock.instant().plus(DRAIN);
    while (partitions.stream().anyMatch(slots::isRunning) && clock.instant().isBefore(until)) {
      hear();
      pause();
    }
  }

  private void forget(Collection<Integer> partitions) {
    barriers.remove(partitions);
    partitions.forEach(slots::drop);
    inputs.remove(partitions);
    publish();
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
  }
}

package dev.rolecall.connectors.runtime;

import dev.rolecall.service.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what many people's works have to write, together, in transactions that only the owner of
 * their partitions can commit: they carry the group's metadata, and a broker refuses an outdated
 * one.
 */
final class Committer implements Transactions, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  /** A transaction is bounded, as every unit of work. */
  private static final int MOST_RECORDS = 1_000;

  /** More than all works at once can have waiting. */
  private static final int MOST_WAITING = 10_000;

  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

  /** Between attempts to open a producer. */
  private static final Duration REOPEN = Duration.ofMillis(500);

  /**
   * Each waits two seconds: brokers that start at the same time, or one that died a moment ago,
   * need some until they give transactions.
   */
  private static final int MOST_OPENINGS = 30;

  /** Which partitions are ours, up to where they are read, and in which generation. */
  record Fence(ConsumerGroupMetadata group, Map<Integer, OffsetAndMetadata> positions) {}

  /** It was not written, or nobody knows: start again from what the tool has. */
  static final class NotWritten extends RuntimeException {
    NotWritten(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private record Write(
      int partition,
      List<ProducerRecord<String, byte[]>> records,
      CompletableFuture<Long> written) {}

  private final Map<String, Object> settings;
  private final String accessTopic;
  private final Supplier<Fence> fence;
  private final Duration window;
  private final BlockingQueue<Write> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile KafkaProducer<String, byte[]> producer;
  private volatile boolean stopped;
  private volatile boolean ended;

  Committer(
      KafkaSettings kafka,
      String owner,
      String accessTopic,
      Duration window,
      Supplier<Fence> fence) {
    this.settings = kafka.transactionalProducer(owner, owner);
    this.accessTopic = accessTopic;
    this.fence = fence;
    this.window = window;
    this.producer = patiently(this::open);
    this.thread = Thread.ofPlatform().name(owner + "-commits").start(this::run);
  }

  @Override
  public int partitionsOf(String topic) {
    return patiently(() -> producer.partitionsFor(topic).size());
  }

  @Override
  public CompletableFuture<Long> write(
      int partition, List<ProducerRecord<String, byte[]>> records) {
    CompletableFuture<Long> written = new CompletableFuture<>();
    if (stopped || !waiting.offer(new Write(partition, records, written))) {
      written.completeExceptionally(
          new NotWritten("too many writes wait, or we close", new IllegalStateException()));
    }
    if (ended) {
      failWaiting();
    }
    return written;
  }

  /** Ends at once; what waits is not written. */
  void abort() {
    stopped = true;
    producer.close(Duration.ZERO);
    thread.interrupt();
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    producer.close(KafkaSettings.DELIVERY_TIMEOUT);
  }

  private void run() {
    try {
      while (!stopped || !waiting.isEmpty()) {
        Write first = waiting.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          commit(collect(first));
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
      failWaiting();
    }
  }

  /** Nobody takes it up any more; whoever waits for it has to know. */
  private void failWaiting() {
    for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
      fail(write, new IllegalStateException("closed"));
    }
  }

  private List<Write> collect(Write first) throws InterruptedException {
    List<Write> group = new ArrayList<>(List.of(first));
    int records = first.records().size();
    long until = System.nanoTime() + window.toNanos();
    while (records < MOST_RECORDS) {
      Write next = waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      group.add(next);
      records += next.records().size();
    }
    return group;
  }

  private void commit(List<Write> group) throws InterruptedException {
    // Read now, not when the write was asked for: it says whose the partitions are at commit.
    Fence now = fence.get();
    List<Write> ours = new ArrayList<>();
    for (Write write : group) {
      if (now.positions().containsKey(write.partition())) {
        ours.add(write);
      } else {
        fail(write, new IllegalStateException("the partition is not ours"));
      }
    }
    if (ours.isEmpty()) {
      return;
    }
    try {
      Map<Write, Future<RecordMetadata>> sent = send(ours, now);
      producer.commitTransaction();
      for (Write write : ours) {
        Future<RecordMetadata> first = sent.get(write);
        write.written().complete(first == null ? -1L : first.resultNow().offset());
      }
    } catch (KafkaException | IllegalStateException e) {
      recover(e);
      ours.forEach(write -> fail(write, e));
    }
  }

  private Map<Write, Future<RecordMetadata>> send(List<Write> group, Fence now) {
    Map<Write, Future<RecordMetadata>> sent = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    producer.beginTransaction();
    for (Write write : group) {
      for (ProducerRecord<String, byte[]> record : write.records()) {
        Future<RecordMetadata> future = producer.send(record);
        sent.putIfAbsent(write, future);
      }
      OffsetAndMetadata position = now.positions().get(write.partition());
      if (position != null) {
        offsets.put(new TopicPartition(accessTopic, write.partition()), position);
      }
    }
    producer.sendOffsetsToTransaction(offsets, now.group());
    return sent;
  }

  private void recover(RuntimeException cause) throws InterruptedException {
    if (stopped) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("outcome", cause.getClass().getSimpleName())
        .log("A transaction was not committed; its work is done again");
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException fatal) {
      producer.close(Duration.ZERO);
      reopen();
    }
  }

  private void reopen() throws InterruptedException {
    while (!stopped) {
      try {
        producer = open();
        return;
      } catch (KafkaException e) {
        LOG.atWarn()
            .addKeyValue("outcome", e.getClass().getSimpleName())
            .log("Kafka gives no transactions; trying again");
        Thread.sleep(REOPEN.toMillis());
      }
    }
  }

  /** A broker that was just started, or is busy, has no coordinator for us at once. */
  private static <T> T patiently(Supplier<T> asking) {
    for (int attempt = 1; ; attempt++) {
      try {
        return asking.get();
      } catch (TimeoutException notYet) {
        if (attempt == MOST_OPENINGS) {
          throw notYet;
        }
        LOG.atWarn().addKeyValue("attempt", attempt).log("Kafka is not ready for us yet");
      }
    }
  }

  private KafkaProducer<String, byte[]> open() {
    KafkaProducer<String, byte[]> opened =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    try {
      opened.initTransactions();
      return opened;
    } catch (RuntimeException e) {
      opened.close(Duration.ZERO);
      throw e;
    }
  }

  private static void fail(Write write, Throwable cause) {
    write.written().completeExceptionally(new NotWritten("not committed", cause));
  }
}

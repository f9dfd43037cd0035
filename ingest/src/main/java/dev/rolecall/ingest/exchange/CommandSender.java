package dev.rolecall.ingest.exchange;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.service.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to the producer on a thread of its own: {@code send} may block for metadata or
 * buffer space, and its callers must not. What waited here beyond its deadline is not sent.
 */
final class CommandSender implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);

  /** Commands between their caller and the producer; in health it is nearly always empty. */
  private static final int MOST_QUEUED = 10_000;

  private static final long IDLE_MILLIS = 100;

  private final Producer<String, Command> producer;
  private final int partitions;
  private final Pending pending;
  private final InstantSource clock;
  private final BlockingQueue<Command> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
  private volatile boolean stopping;

  CommandSender(
      Producer<String, Command> producer, int partitions, Pending pending, InstantSource clock) {
    this.producer = producer;
    this.partitions = partitions;
    this.pending = pending;
    this.clock = clock;
  }

  /** Takes a command whose waiter is registered; false when it cannot be taken. */
  boolean offer(Command command) {
    return !stopping && queue.offer(command);
  }

  /** What was taken is still sent. */
  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    try (producer) {
      while (!stopping || !queue.isEmpty()) {
        Command command = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (command != null) {
          send(command);
        }
      }
      producer.close(KafkaSettings.DELIVERY_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Command command) {
    if (clock.instant().isAfter(command.getDeadline())) {
      pending.settle(
          command.getId(), new Answer.NotSent("Kafka did not take it before its deadline"));
      return;
    }
    ProducerRecord<String, Command> message =
        Topics.COMMANDS.record(command.getDirectory(), command, partitions);
    message.headers().add("command", command.getId().getBytes(StandardCharsets.UTF_8));
    message.headers().add("correlation", command.getCorrelation().getBytes(StandardCharsets.UTF_8));
    try {
      var unused = producer.send(message, (metadata, failure) -> acknowledged(command, failure));
    } catch (KafkaException | IllegalStateException e) {
      acknowledged(command, e);
    }
  }

  private void acknowledged(Command command, @Nullable Exception failure) {
    if (failure == null) {
      return;
    }
    if (failure instanceof RecordTooLargeException) {
      pending.settle(command.getId(), new Answer.TooLarge());
      return;
    }
    LOG.atWarn()
        .addKeyValue("command", command.getId())
        .addKeyValue("correlation", command.getCorrelation())
        .addKeyValue("outcome", failure.getClass().getSimpleName())
        .log("A command was not acknowledged");
    pending.settle(
        command.getId(), new Answer.Unknown("Kafka did not acknowledge it; repeating it is safe"));
  }
}

package dev.rolecall.ingest.exchange;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Outcome;
import dev.rolecall.schemas.avro.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every outcome from now on and settles the commands that wait here. Outcomes of other
 * instances pass by: reading them all needs no coordination and no rebalance.
 */
final class OutcomeTail implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeTail.class);

  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<String, byte[]> consumer;
  private final Pending pending;
  private volatile boolean stopping;
  private volatile @Nullable String problem;

  /** Resolves where each partition ends now: what is sent after this is seen. */
  OutcomeTail(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Pending pending) {
    this.consumer = consumer;
    this.pending = pending;
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (consumer) {
      while (!stopping) {
        for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
          settle(each);
        }
      }
    } catch (WakeupException e) {
      if (!stopping) {
        stopped(e);
      }
    } catch (RuntimeException e) {
      // The edge of this thread: readiness must tell, or every write would time out in silence.
      stopped(e);
    }
  }

  private void settle(ConsumerRecord<String, byte[]> each) {
    byte[] value = each.value();
    if (value == null) {
      return;
    }
    Outcome outcome;
    try {
      outcome = Topics.OUTCOMES.values().decode(value);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("topic", each.topic())
          .addKeyValue("partition", each.partition())
          .addKeyValue("offset", each.offset())
          .log("An outcome cannot be decoded");
      throw e;
    }
    switch (outcome.getResult()) {
      case Accepted accepted -> pending.settle(outcome.getCommand(), new Answer.Done(accepted));
      case Rejected rejected -> pending.settle(outcome.getCommand(), new Answer.Refused(rejected));
      default -> throw new IllegalStateException("a result of a kind this version does not know");
    }
  }

  private void stopped(RuntimeException cause) {
    problem = cause.getClass().getSimpleName() + " while reading outcomes";
    pending.settleAll(new Answer.Unknown("outcomes can no longer be read here"));
    LOG.atError().setCause(cause).log("The exchange no longer reads outcomes; restart to resume");
  }
}

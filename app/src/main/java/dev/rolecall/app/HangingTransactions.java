package dev.rolecall.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that a killed broker left open in partitions and forgot in its coordinator.
 * Nobody else would ever end them, and nothing behind them could be read again. Seen with Kafka
 * 4.3.1 when a process with broker and producers was killed while it started.
 *
 * <p>Only right where no producer can be alive: before anything else is started with the embedded
 * broker. Nothing that was answered is lost: answers wait for the end of their transaction.
 */
final class HangingTransactions {

  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

  /** The coordinator finishes by itself what it had decided; it takes milliseconds. */
  private static final Duration LONGEST_FINISH = Duration.ofSeconds(10);

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** One each for a transaction that the coordinator ends at this moment; there are few. */
  private static final int MOST_LOOKS = 50;

  private static final Set<TransactionState> BEING_FINISHED =
      EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

  private HangingTransactions() {}

  /**
   * Aborts them; what the coordinator knows as under way is left to the producer that comes back.
   */
  static void abort(Admin admin, InstantSource clock) throws InterruptedException {
    for (int look = 1; !areAborted(admin, clock, look == MOST_LOOKS); look++) {
      Thread.sleep(LOOK_EVERY);
    }
  }

  /** Whether none is left; not so when one changed between our look and its end. */
  private static boolean areAborted(Admin admin, InstantSource clock, boolean last)
      throws InterruptedException {
    try {
      Set<Long> known = underWay(admin, clock);
      Set<String> topics =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      List<TopicPartition> partitions = new ArrayList<>();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach((name, topic) ->
              topic
                  .partitions()
                  .forEach(each -> partitions.add(new TopicPartition(name, each.partition()))));
      var producers = admin.describeProducers(partitions).all().get();
      for (var partition : producers.entrySet()) {
        for (ProducerState producer : partition.getValue().activeProducers()) {
          if (producer.currentTransactionStartOffset().isPresent()
              && !known.contains(producer.producerId())) {
            abort(admin, partition.getKey(), producer);
          }
        }
      }
      return true;
    } catch (ExecutionException e) {
      // A marker of the coordinator came first: it knew the transaction after all.
      if (e.getCause() instanceof InvalidProducerEpochException && !last) {
        return false;
      }
      throw new IllegalStateException("the broker's transactions cannot be read", e.getCause());
    }
  }

  private static void abort(Admin admin, TopicPartition partition, ProducerState producer)
      throws ExecutionException, InterruptedException {
    LOG.atWarn()
        .addKeyValue("topic", partition.topic())
        .addKeyValue("partition", partition.partition())
        .log("A transaction that a killed process left behind is aborted");
    admin
        .abortTransaction(
            new AbortTransactionSpec(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0)))
        .all()
        .get();
  }

  private static Set<Long> underWay(Admin admin, InstantSource clock)
      throws ExecutionException, InterruptedException {
    Instant end = clock.instant().plus(LONGEST_FINISH);
    Collection<TransactionListing> all = admin.listTransactions().all().get();
    while (all.stream().anyMatch(each -> BEING_FINISHED.contains(each.state()))
        && clock.instant().isBefore(end)) {
      Thread.sleep(LOOK_EVERY);
      all = admin.listTransactions().all().get();
    }
    return all.stream()
        .filter(each ->
            each.state() == TransactionState.ONGOING || BEING_FINISHED.contains(each.state()))
        .map(TransactionListing::producerId)
        .collect(Collectors.toSet());
  }
}

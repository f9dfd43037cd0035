package dev.rolecall.console.notices;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.service.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@code rolecall.holds}, read by one console of a group. The topic is small and compacted: each
 * reader begins at its start, and the group's offset says what others have told before.
 */
final class KafkaHoldRecords implements HoldRecords {

  private static final long NOTHING = 0;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> told = new HashMap<>();

  /** Where partitions ended that nobody of the group had ever read: what was decided is history. */
  private final Map<TopicPartition, Long> history = new HashMap<>();

  private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();

  KafkaHoldRecords(KafkaSettings kafka, String client, String group) {
    this.consumer =
        new KafkaConsumer<>(
            kafka.groupConsumer(client, group),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.HOLDS.name()), new FromTheStart());
  }

  /** A new reader knows nothing of what is open: it reads that first. */
  private final class FromTheStart implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer
          .committed(Set.copyOf(partitions))
          .forEach((partition, offset) -> {
            told.put(partition, offset == null ? NOTHING : offset.offset());
            history.put(
                partition, offset == null ? ends.getOrDefault(partition, NOTHING) : NOTHING);
          });
      consumer.seekToBeginning(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(read::remove);
      partitions.forEach(told::remove);
    }
  }

  @Override
  public List<Read> next(Duration longest) {
    List<Read> records = new ArrayList<>();
    try {
      for (ConsumerRecord<String, byte[]> each : consumer.poll(longest)) {
        TopicPartition partition = new TopicPartition(each.topic(), each.partition());
        read.put(partition, new OffsetAndMetadata(each.offset() + 1));
        byte[] value = each.value();
        if (value != null) {
          HoldEntry entry = Topics.HOLDS.values().decode(value);
          if (entry.getBody() instanceof Hold hold) {
            records.add(new Read(hold, isTold(partition, each.offset(), hold)));
          }
        }
      }
    } catch (WakeupException | RetriableException notNow) {
      return List.of();
    }
    return records;
  }

  private boolean isTold(TopicPartition partition, long offset, Hold hold) {
    boolean isHistory = offset < history.getOrDefault(partition, NOTHING);
    return offset < told.getOrDefault(partition, NOTHING)
        || (isHistory && hold.getState() != HoldState.OPEN);
  }

  @Override
  public void stay(Duration time) {
    consumer.pause(consumer.assignment());
    try {
      consumer.poll(time);
    } catch (WakeupException | RetriableException notNow) {
      // Whoever woke us looks at why by itself; Kafka that does not answer is asked again.
    } finally {
      consumer.resume(consumer.assignment());
    }
  }

  @Override
  public void done() {
    Map<TopicPartition, OffsetAndMetadata> ahead = new HashMap<>();
    read.forEach((partition, offset) -> {
      if (offset.offset() > told.getOrDefault(partition, NOTHING)) {
        ahead.put(partition, offset);
      }
    });
    if (ahead.isEmpty()) {
      return;
    }
    try {
      commit(ahead);
      ahead.forEach((partition, offset) -> told.put(partition, offset.offset()));
    } catch (CommitFailedException | RebalanceInProgressException | RetriableException notNow) {
      // Said again with what comes next; at worst somebody is told twice.
    }
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> ahead) {
    try {
      consumer.commitSync(ahead);
    } catch (WakeupException stopping) {
      // It is thrown once: what was told is kept before the end.
      consumer.commitSync(ahead);
    }
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}

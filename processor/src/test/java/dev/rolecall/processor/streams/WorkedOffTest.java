package dev.rolecall.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class WorkedOffTest {

  private final WorkedOff worked = new WorkedOff();

  @Test
  void itIsWorkedOffWithTheLastRecordThatWasFetchedOfAPartition() {
    seen(fetched(0, 5, 6, 7));
    assertThat(worked.isWith(record(0, 6))).isFalse();
    assertThat(worked.isWith(record(0, 7))).isTrue();
  }

  @Test
  void whatIsFetchedLaterIsWaitedForToo() {
    seen(fetched(0, 5, 6));
    seen(fetched(0, 7, 9));
    assertThat(worked.isWith(record(0, 6))).isFalse();
    assertThat(worked.isWith(record(0, 9))).isTrue();
  }

  @Test
  void partitionsDoNotWaitForEachOther() {
    seen(fetched(0, 5, 6));
    seen(fetched(1, 90));
    assertThat(worked.isWith(record(0, 6))).isTrue();
  }

  @Test
  void ofAPartitionThatNothingIsKnownOfEachRecordMayBeTheLast() {
    assertThat(worked.isWith(record(3, 1))).isTrue();
  }

  @Test
  void whatIsLeftIsWhatWasFetchedAndNotWorkedOn() {
    seen(fetched(0, 5, 6, 7));
    seen(fetched(1, 90));
    assertThat(left()).isEqualTo(4);
    worked.worked(record(0, 6));
    worked.worked(record(1, 90));
    assertThat(left()).isEqualTo(1);
    assertThat(worked.left("others"::equals)).isZero();
  }

  @Test
  void whatIsFetchedAgainIsNotLeftTwice() {
    seen(fetched(0, 5, 6, 7));
    worked.worked(record(0, 7));
    seen(fetched(0, 6));
    assertThat(left()).isZero();
  }

  @Test
  void aPartitionThatWentElsewhereLeavesNothing() {
    seen(fetched(0, 5, 6, 7));
    worked.seen(fetched(1, 90), Set.of(partition(1)));
    assertThat(left()).isEqualTo(1);
  }

  private long left() {
    return worked.left("commands"::equals);
  }

  private void seen(ConsumerRecords<byte[], byte[]> records) {
    worked.seen(records, Set.of(partition(0), partition(1)));
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition("commands", number);
  }

  private static ConsumerRecords<byte[], byte[]> fetched(int partition, long... offsets) {
    List<ConsumerRecord<byte[], byte[]>> records =
        LongStream.of(offsets)
            .mapToObj(offset ->
                new ConsumerRecord<>("commands", partition, offset, new byte[0], new byte[0]))
            .toList();
    return new ConsumerRecords<>(Map.of(partition(partition), records), Map.of());
  }

  private record At(String topic, int partition, long offset) implements RecordMetadata {}

  private static RecordMetadata record(int partition, long offset) {
    return new At("commands", partition, offset);
  }
}

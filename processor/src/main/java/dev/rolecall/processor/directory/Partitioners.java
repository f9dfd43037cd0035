package dev.rolecall.processor.directory;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Which partitions a record goes to. */
final class Partitioners {

  private Partitioners() {}

  /** Where the catalogue puts it. */
  static <T extends SpecificRecord> StreamPartitioner<String, T> of(Topic<T> topic) {
    return (name, key, value, partitions) -> Optional.of(Set.of(topic.partition(key, partitions)));
  }

  /** A person goes to one partition; the bundle goes to all, in order with the people of each. */
  static <T extends SpecificRecord> StreamPartitioner<String, T> withBundleEverywhere(
      Topic<T> topic) {
    StreamPartitioner<String, T> byKey = of(topic);
    return (name, key, value, partitions) ->
        key.equals(Keys.PEOPLE_BUNDLE)
            ? Optional.of(all(partitions))
            : byKey.partitions(name, key, value, partitions);
  }

  private static Set<Integer> all(int partitions) {
    return IntStream.range(0, partitions).boxed().collect(Collectors.toSet());
  }
}

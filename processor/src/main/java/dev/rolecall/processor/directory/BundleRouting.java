package dev.rolecall.processor.directory;

import dev.rolecall.processor.streams.Routing;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends the bundle, and the phases of directories, to every partition of people. */
final class BundleRouting {

  private BundleRouting() {}

  /** A person goes to one partition; these go to all, in order with the people of each. */
  static <T extends SpecificRecord> StreamPartitioner<String, T> partitioner(Topic<T> topic) {
    StreamPartitioner<String, T> byKey = Routing.partitioner(topic);
    return (name, key, value, partitions) ->
        Keys.isForEveryPartition(key)
            ? Optional.of(all(partitions))
            : byKey.partitions(name, key, value, partitions);
  }

  private static Set<Integer> all(int partitions) {
    return IntStream.range(0, partitions).boxed().collect(Collectors.toSet());
  }
}

package dev.rolecall.processor.streams;

import dev.rolecall.schemas.Topic;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends records of a topology to the partitions that everybody else expects them in. */
public final class Routing {

  private Routing() {}

  /** The partitioner of a topic of the catalogue, for Kafka Streams. */
  public static <T extends SpecificRecord> StreamPartitioner<String, T> partitioner(
      Topic<T> topic) {
    return (name, key, value, partitions) -> Optional.of(Set.of(topic.partition(key, partitions)));
  }

  /** How a sink of this name writes to a topic of the catalogue. */
  public static <T extends SpecificRecord> Produced<String, T> to(Topic<T> topic, String sink) {
    return Produced.with(Topic.keys(), topic.values(), partitioner(topic)).withName(sink);
  }
}

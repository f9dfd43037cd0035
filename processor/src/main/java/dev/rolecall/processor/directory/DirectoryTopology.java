package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.BundleCheck;
import dev.rolecall.processor.streams.Routing;
import dev.rolecall.processor.streams.WorkedOff;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Commands come in, and what was decided goes out. */
public final class DirectoryTopology {

  private static final String COMMANDS = "commands";
  private static final String DECIDE = "decide";

  private DirectoryTopology() {}

  /**
   * The whole stage.
   *
   * @param nanoTime measures how long a slice of a job has taken
   * @param fetched says when a transaction is best ended
   */
  public static Topology build(BundleCheck bundles, LongSupplier nanoTime, WorkedOff fetched) {
    Topology topology = new Topology();
    // Decoded by hand: a record that is no command gets an answer, and stops nobody.
    topology.addSource(
        COMMANDS, Topic.keys().deserializer(), new ByteArrayDeserializer(), Topics.COMMANDS.name());
    topology.addProcessor(
        DECIDE, () -> new DirectoryProcessor(bundles, nanoTime, fetched), COMMANDS);
    DirectoryStores.all().forEach(store -> topology.addStateStore(store, DECIDE));

    sink(topology, Forward.DIRECTORY, Topics.DIRECTORY, Routing.partitioner(Topics.DIRECTORY));
    sink(topology, Forward.PEOPLE, Topics.PEOPLE, BundleRouting.partitioner(Topics.PEOPLE));
    sink(topology, Forward.AUDIT, Topics.AUDIT_ENTRIES, Routing.partitioner(Topics.AUDIT_ENTRIES));
    sink(topology, Forward.HOLDS, Topics.HOLDS, Routing.partitioner(Topics.HOLDS));
    sink(topology, Forward.OUTCOMES, Topics.OUTCOMES, Routing.partitioner(Topics.OUTCOMES));
    return topology;
  }

  private static <T extends SpecificRecord> void sink(
      Topology topology, String name, Topic<T> topic, StreamPartitioner<String, T> partitioner) {
    topology.addSink(
        name,
        topic.name(),
        Topic.keys().serializer(),
        topic.values().serializer(),
        partitioner,
        DECIDE);
  }
}

package dev.rolecall.processor.access;

import dev.rolecall.processor.streams.Routing;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Link;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.jspecify.annotations.Nullable;

/** How links by hand leave the guard: one without an account becomes a tombstone. */
final class LinkValues {

  private LinkValues() {}

  static Produced<String, Link> toEachTool() {
    return Produced.with(Topic.keys(), values(), Routing.partitioner(Topics.links("any")))
        .withName("links-to-connectors");
  }

  private static Serde<Link> values() {
    Serde<Link> links = Topics.links("any").values();
    return Serdes.serdeFrom(
        (topic, link) -> isTakenBack(link) ? null : links.serializer().serialize(topic, link),
        links.deserializer());
  }

  private static boolean isTakenBack(@Nullable Link link) {
    return link == null || link.getAccount() == null;
  }

  /** Has a name because the description of the topology, which is compared, shows it. */
  record TopicOfTheTool() implements TopicNameExtractor<String, Link> {
    @Override
    public String extract(String key, Link link, RecordContext context) {
      return Topics.links(link.getTool()).name();
    }
  }
}

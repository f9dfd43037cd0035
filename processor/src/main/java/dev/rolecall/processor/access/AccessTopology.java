package dev.rolecall.processor.access;

import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.processor.clock.LogClock;
import dev.rolecall.processor.guard.GuardStep;
import dev.rolecall.processor.streams.Routing;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.jspecify.annotations.Nullable;

/**
 * People are resolved into proposals, proposals travel to the guard of their tool, and the guard
 * writes control and access.
 */
final class AccessTopology {

  private AccessTopology() {}

  static Topology build(
      Map<String, ConfiguredTool> tools, LogClock clock, Backlog backlog, LongSupplier nanoTime) {
    StreamsBuilder builder = new StreamsBuilder();

    KStream<String, PeopleEntry> people =
        builder.stream(
            Topics.PEOPLE.name(),
            Consumed.with(Topic.keys(), Topics.PEOPLE.values()).withName("people"));

    KStream<String, SpecificRecord> resolved =
        people.process(new ResolveStep(tools, clock, backlog, nanoTime), Named.as("resolve"));
    only(AuditEntry.class, resolved, "findings")
        .to(Topics.AUDIT_ENTRIES.name(), Routing.to(Topics.AUDIT_ENTRIES, "findings-to-audit"));

    KStream<String, Proposal> proposed = only(Proposal.class, resolved, "proposed");
    // An installation may have no tools yet, and a stream of no topics is none.
    KStream<String, Proposal> all =
        tools.isEmpty()
            ? proposed
            : proposed.merge(drift(builder, tools), Named.as("proposed-or-drifted"));
    KStream<String, SpecificRecord> decided =
        all.repartition(
                Repartitioned.<String, Proposal>as("proposals")
                    .withKeySerde(Topic.keys())
                    .withValueSerde(Codec.of(Proposal.class)))
            .process(new GuardStep(ranks(tools), clock, backlog::worked), Named.as("guard"));
    only(Control.class, decided, "control")
        .to(Topics.CONTROL.name(), Routing.to(Topics.CONTROL, "control-to-connectors"));
    only(Access.class, decided, "access").to(new TopicOfTheTool(), accessOfEachTool());
    // Without a value it is a tombstone of what was held: nothing else is ever deleted here.
    decided
        .filter((key, value) -> value == null || value instanceof HoldEntry, Named.as("holds-only"))
        .mapValues(HoldEntry.class::cast, Named.as("holds"))
        .to(Topics.HOLDS.name(), Routing.to(Topics.HOLDS, "holds-to-operators"));
    only(Link.class, decided, "links").to(new LinkValues.TopicOfTheTool(), LinkValues.toEachTool());
    only(AuditEntry.class, decided, "decisions")
        .to(Topics.AUDIT_ENTRIES.name(), Routing.to(Topics.AUDIT_ENTRIES, "decisions-to-audit"));

    return builder.build();
  }

  /** What connectors found to be more than access says: rare, so that the rest is soon dropped. */
  private static KStream<String, Proposal> drift(
      StreamsBuilder builder, Map<String, ConfiguredTool> tools) {
    List<String> topics =
        tools.keySet().stream().sorted().map(tool -> Topics.status(tool).name()).toList();
    return builder.stream(
            topics, Consumed.with(Topic.keys(), Topics.status("any").values()).withName("statuses"))
        .flatMap((key, entry) -> drifted(entry), Named.as("drift"));
  }

  private static List<KeyValue<String, Proposal>> drifted(@Nullable StatusEntry entry) {
    return entry != null && entry.getBody() instanceof Status status && !status.getDrift().isEmpty()
        ? List.of(
            KeyValue.pair(
                status.getTool(),
                Proposal.newBuilder().setTool(status.getTool()).setBody(status).build()))
        : List.of();
  }

  private static RoleRanks ranks(Map<String, ConfiguredTool> tools) {
    Map<String, ToolShape> shapes = new TreeMap<>();
    tools.forEach((name, tool) -> shapes.put(name, tool.shape()));
    return new RoleRanks(new Tools(shapes));
  }

  /** Has a name because the description of the topology, which is compared, shows it. */
  private record TopicOfTheTool() implements TopicNameExtractor<String, Access> {
    @Override
    public String extract(String key, Access access, RecordContext context) {
      return Topics.access(access.getTool()).name();
    }
  }

  /** All topics of access have the same values and the same way to find a partition. */
  private static Produced<String, Access> accessOfEachTool() {
    return Routing.to(Topics.access("any"), "access-to-connectors");
  }

  private static <T extends SpecificRecord> KStream<String, T> only(
      Class<T> type, KStream<String, SpecificRecord> records, String name) {
    return records
        .filter((key, value) -> type.isInstance(value), Named.as(name + "-only"))
        .mapValues(type::cast, Named.as(name));
  }
}

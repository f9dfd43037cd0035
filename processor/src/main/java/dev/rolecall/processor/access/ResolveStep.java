package dev.rolecall.processor.access;

import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.processor.clock.LogClock;
import dev.rolecall.schemas.avro.PeopleEntry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The access stage as a step of a topology: people in, proposals and audit entries out. */
final class ResolveStep implements ProcessorSupplier<String, PeopleEntry, String, SpecificRecord> {

  private final Map<String, ConfiguredTool> tools;
  private final PolicyCache policies;
  private final LogClock clock;
  private final Backlog backlog;
  private final Slices slices;

  ResolveStep(
      Map<String, ConfiguredTool> tools, LogClock clock, Backlog backlog, LongSupplier nanoTime) {
    this.tools = new TreeMap<>(tools);
    this.clock = clock;
    this.backlog = backlog;
    this.slices = new Slices(nanoTime);
    Map<String, ToolShape> shapes = new TreeMap<>();
    tools.forEach((name, tool) -> shapes.put(name, tool.shape()));
    this.policies = new PolicyCache(new Tools(shapes));
  }

  @Override
  public Processor<String, PeopleEntry, String, SpecificRecord> get() {
    return new ResolveProcessor(
        new Proposing(tools),
        new OrdersToGuard(tools.keySet()),
        policies,
        Fingerprint.of(tools),
        clock,
        backlog,
        slices);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return AccessStores.builders();
  }
}

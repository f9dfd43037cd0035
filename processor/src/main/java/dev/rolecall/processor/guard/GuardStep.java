package dev.rolecall.processor.guard;

import dev.rolecall.policy.RoleRanks;
import dev.rolecall.processor.clock.LogClock;
import dev.rolecall.schemas.avro.Proposal;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The guard as a step of a topology: proposals and decisions in; control, access, holds and audit
 * entries out.
 */
public final class GuardStep
    implements ProcessorSupplier<String, Proposal, String, SpecificRecord> {

  private final RoleRanks ranks;
  private final LogClock clock;
  private final Consumer<RecordMetadata> worked;

  /**
   * The step.
   *
   * @param clock whether holds may expire: only while this machine's and the broker's agree
   * @param worked told of each proposal that was decided
   */
  public GuardStep(RoleRanks ranks, LogClock clock, Consumer<RecordMetadata> worked) {
    this.ranks = ranks;
    this.clock = clock;
    this.worked = worked;
  }

  @Override
  public Processor<String, Proposal, String, SpecificRecord> get() {
    return new GuardProcessor();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return GuardStores.builders();
  }

  private final class GuardProcessor
      implements Processor<String, Proposal, String, SpecificRecord> {

    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable GuardStores stores;
    private @Nullable GuardOutput output;
    private @Nullable GuardRounds rounds;

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
      this.context = context;
      stores = new GuardStores(context, ranks);
      output = new GuardOutput(context, stores);
      rounds = new GuardRounds(context, stores, output, clock);
    }

    @Override
    public void process(Record<String, Proposal> record) {
      Objects.requireNonNull(context).recordMetadata().ifPresent(worked);
      Instant at = Instant.ofEpochMilli(record.timestamp());
      GuardDecision decision = Guard.decide(record.value(), Objects.requireNonNull(stores), at);
      Objects.requireNonNull(output).write(decision, record.timestamp());
      Objects.requireNonNull(rounds).goOn();
    }
  }
}

package dev.rolecall.processor.guard;

import dev.rolecall.processor.streams.AuditKeys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Proposal;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** The guard as a step of a topology: proposals in, control, access and audit entries out. */
public final class GuardStep
    implements ProcessorSupplier<String, Proposal, String, SpecificRecord> {

  @Override
  public Processor<String, Proposal, String, SpecificRecord> get() {
    return new GuardProcessor();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return GuardStores.builders();
  }

  private static final class GuardProcessor
      implements Processor<String, Proposal, String, SpecificRecord> {

    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable GuardStores stores;

    @Override
    public void init(ProcessorContext<String, SpecificRecord> opened) {
      context = opened;
      stores = new GuardStores(opened);
    }

    @Override
    public void process(Record<String, Proposal> record) {
      GuardStores known = Objects.requireNonNull(stores);
      Instant at = Instant.ofEpochMilli(record.timestamp());
      GuardDecision decision = Guard.decide(record.value(), known, at);
      known.apply(decision);
      for (GuardDecision.Written written : decision.records()) {
        switch (written) {
          case GuardDecision.Written.OfControl(Control control) ->
              forward(record, control.getTool(), control);
          case GuardDecision.Written.OfAccess(Access access) ->
              forward(record, AccessWriter.personOf(access), access);
        }
      }
      for (AuditEntry entry : decision.audit()) {
        forward(record, AuditKeys.of(entry), entry);
      }
    }

    private void forward(Record<String, Proposal> from, String key, SpecificRecord value) {
      Objects.requireNonNull(context).forward(from.withKey(key).withValue(value));
    }
  }
}

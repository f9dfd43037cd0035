package dev.rolecall.processor.guard;

import dev.rolecall.processor.streams.AuditKeys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.Link;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes decisions part of what is known, and sends on what others read. */
final class GuardOutput {

  /** A hold of so few is told with each change; of more, at the next round. */
  private static final int FEW = 50;

  private final ProcessorContext<String, SpecificRecord> context;
  private final GuardStores stores;
  private final Set<Map.Entry<String, String>> untold = new LinkedHashSet<>();

  GuardOutput(ProcessorContext<String, SpecificRecord> context, GuardStores stores) {
    this.context = context;
    this.stores = stores;
    // What the last owner of this task did not tell any more.
    untold.addAll(stores.index().open());
  }

  /** Writes all of it with this time. */
  void write(GuardDecision decision, long timestamp) {
    stores.apply(decision);
    for (GuardDecision.Written written : decision.records()) {
      switch (written) {
        case GuardDecision.Written.OfControl(Control control) ->
            forward(control.getTool(), control, timestamp);
        case GuardDecision.Written.OfAccess(Access access) ->
            forward(AccessWriter.personOf(access), access, timestamp);
        case GuardDecision.Written.OfHold(Hold hold) -> tell(hold, timestamp);
        case GuardDecision.Written.OfHeldPerson(String key, HeldPerson held) ->
            forward(key, held == null ? null : new HoldEntry(held), timestamp);
        case GuardDecision.Written.OfLink(Link link) -> forward(link.getKey(), link, timestamp);
      }
    }
    for (AuditEntry entry : decision.audit()) {
      forward(AuditKeys.of(entry), entry, timestamp);
    }
  }

  /** Tells of the holds that have changed since they were told of. */
  void tellAll(long timestamp) {
    for (Map.Entry<String, String> each : untold) {
      @Nullable Hold hold = stores.hold(each.getKey(), each.getValue());
      if (hold != null) {
        forward(hold.getId(), new HoldEntry(hold), timestamp);
      }
    }
    untold.clear();
  }

  private void tell(Hold hold, long timestamp) {
    Map.Entry<String, String> which = Map.entry(String.valueOf(hold.getTool()), hold.getId());
    if (hold.getState() == HoldState.OPEN && hold.getPeople() > FEW) {
      untold.add(which);
    } else {
      untold.remove(which);
      forward(hold.getId(), new HoldEntry(hold), timestamp);
    }
  }

  // Kafka's record says nothing of null, and means a tombstone by it.
  @SuppressWarnings("NullAway")
  private void forward(String key, @Nullable SpecificRecord value, long timestamp) {
    context.forward(new Record<>(key, value, timestamp));
  }
}

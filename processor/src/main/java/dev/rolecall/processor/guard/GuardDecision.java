package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a proposal: records in the order in which they are written, changes of the
 * guard's own knowledge, and audit entries.
 */
record GuardDecision(List<Written> records, List<GuardWrite> writes, List<AuditEntry> audit) {

  static final GuardDecision NOTHING = new GuardDecision(List.of(), List.of(), List.of());

  /** A record for others; the guard remembers it as the last of its kind. */
  sealed interface Written {
    record OfControl(Control control) implements Written {}

    record OfAccess(Access access) implements Written {}

    record OfHold(Hold hold) implements Written {}

    /** Null: nothing of the person is held under this key any more. */
    record OfHeldPerson(String key, @Nullable HeldPerson held) implements Written {}

    /** Whose account is whose, by hand; without an account: the link is taken back. */
    record OfLink(Link link) implements Written {}
  }

  GuardDecision {
    records = List.copyOf(records);
    writes = List.copyOf(writes);
    audit = List.copyOf(audit);
  }
}

package dev.rolecall.processor.guard;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects one decision: stamps what is written and drops what would say the same again. */
final class AccessWriter {

  private final @Nullable Control control;
  private final Instant at;
  private final List<GuardDecision.Written> records = new ArrayList<>();
  private final List<GuardWrite> writes = new ArrayList<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private @Nullable Version last;

  AccessWriter(@Nullable Control control, @Nullable Version last, Instant at) {
    this.control = control;
    this.last = last;
    this.at = at;
  }

  /** Writes the access under the next version, unless the person's last one says the same. */
  void write(Access.Builder unstamped, @Nullable Access before) {
    Version version = Guard.Versions.next(last, at);
    Access access =
        unstamped
            .setVersion(version)
            .setSettings(Objects.requireNonNull(control).getVersion())
            .build();
    if (AccessContent.of(access).equals(AccessContent.ofNullable(before))) {
      return;
    }
    last = version;
    records.add(new GuardDecision.Written.OfAccess(access));
    audit.addAll(GuardAudit.accessDecided(access, before, at));
  }

  /** Writes what was written before once more, under the next version. */
  void repeat(Access.Builder unstamped) {
    last = Guard.Versions.next(last, at);
    records.add(
        new GuardDecision.Written.OfAccess(
            unstamped
                .setVersion(last)
                .setSettings(Objects.requireNonNull(control).getVersion())
                .build()));
  }

  /** A record for others beside access. */
  void tell(GuardDecision.Written record) {
    records.add(record);
  }

  void audit(AuditEntry entry) {
    audit.add(entry);
  }

  void note(GuardWrite write) {
    writes.add(write);
  }

  GuardDecision decision() {
    return new GuardDecision(records, writes, audit);
  }

  static String personOf(Access access) {
    return Keys.person(access.getDirectory(), access.getPerson());
  }
}

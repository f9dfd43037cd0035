package dev.rolecall.service.audit;

import dev.rolecall.schemas.avro.AuditEntry;

/** Where entries go. */
@FunctionalInterface
public interface AuditLog {

  /** Writes an entry, as well as it can be: a failure is logged, not thrown. May block shortly. */
  void write(AuditEntry entry);
}

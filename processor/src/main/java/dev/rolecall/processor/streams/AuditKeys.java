package dev.rolecall.processor.streams;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.AuditEntry;
import org.jspecify.annotations.Nullable;

/** Keys of audit entries: the person, or the directory for what concerns nobody in particular. */
public final class AuditKeys {

  private AuditKeys() {}

  public static String of(AuditEntry entry) {
    @Nullable String person = entry.getPerson();
    return person == null ? entry.getDirectory() : Keys.person(entry.getDirectory(), person);
  }
}

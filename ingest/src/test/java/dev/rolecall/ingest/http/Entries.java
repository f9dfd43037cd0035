package dev.rolecall.ingest.http;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.views.log.LogRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of the directory log, as the processor writes them. */
final class Entries {

  private static final Instant THEN = Instant.parse("2026-11-20T12:00:00Z");

  private static final Cause CAUSE =
      new Cause(Trigger.SCIM, "c", "-", "r", new Actor(ActorKind.IDP, "okta"), THEN, THEN);

  private Entries() {}

  static LogRecord fact(String key, Object fact) {
    return record(
        key,
        Topics.DIRECTORY.values().encode(new DirectoryEntry(Keys.directoryOf(key), CAUSE, fact)));
  }

  static LogRecord tombstone(String key) {
    return record(key, null);
  }

  private static LogRecord record(String key, byte @Nullable [] value) {
    return new LogRecord(Topics.DIRECTORY.name(), 0, 0, key, value);
  }
}

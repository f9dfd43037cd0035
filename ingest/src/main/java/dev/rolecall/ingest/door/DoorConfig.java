package dev.rolecall.ingest.door;

import dev.rolecall.service.audit.AuditLog;
import dev.rolecall.service.config.DirectoryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the door needs. It closes none of it.
 *
 * @param directories at the start; {@link Door#use} brings later ones
 * @param audit where refusals are told
 * @param ids of audit entries
 */
public record DoorConfig(
    Collection<DirectoryConfig> directories,
    AuditLog audit,
    MeterRegistry metrics,
    InstantSource clock,
    Supplier<UUID> ids) {

  public DoorConfig {
    directories = List.copyOf(directories);
  }
}

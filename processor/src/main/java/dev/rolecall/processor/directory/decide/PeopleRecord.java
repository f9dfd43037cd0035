package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.PeopleEntry;
import org.jspecify.annotations.Nullable;

/**
 * One record of people: a person; the bundle or a phase, which go to every partition; or what an
 * operator decided.
 *
 * @param entry null: a tombstone
 */
public record PeopleRecord(String key, @Nullable PeopleEntry entry) {}

package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.DirectoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * One record of the directory log. Folding all of them gives the state of the directory.
 *
 * @param entry null: a tombstone
 */
public record Fact(String key, @Nullable DirectoryEntry entry) {}

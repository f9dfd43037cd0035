package dev.rolecall.processor.directory.decide;

import java.time.Instant;

/**
 * Where the broker put a command.
 *
 * @param appendTime the broker's clock when it appended the command: the only time that decides
 * @param offset in the partition of the command's directory
 */
public record CommandContext(Instant appendTime, long offset) {}

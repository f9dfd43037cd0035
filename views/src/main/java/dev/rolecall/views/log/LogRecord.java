package dev.rolecall.views.log;

import org.jspecify.annotations.Nullable;

/**
 * One record of a followed topic.
 *
 * @param value null: a tombstone
 */
public record LogRecord(
    String topic, int partition, long offset, String key, byte @Nullable [] value) {}

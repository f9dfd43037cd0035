package dev.rolecall.views.log;

/** A place in a topic: everything before it has been read. */
public record Position(String topic, int partition, long offset) {}

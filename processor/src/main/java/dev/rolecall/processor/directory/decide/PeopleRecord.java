package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.PeopleEntry;

/** One record of people: a person, or the bundle, which goes to every partition. */
public record PeopleRecord(String key, PeopleEntry entry) {}

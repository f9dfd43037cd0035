package dev.rolecall.ingest.http;

import dev.rolecall.schemas.avro.Accepted;

/** What the directory decided, when the caller can go on with it. Everything else is an error. */
sealed interface Decision {

  record Taken(Accepted accepted) implements Decision {}

  /** The resource has another version than the one that the command was based on. */
  record Outdated() implements Decision {}
}

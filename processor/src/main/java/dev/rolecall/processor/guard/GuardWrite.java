package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;

/** One change of what the guard knows, beyond what it writes for others to read. */
sealed interface GuardWrite {

  /** The settings of this bundle are the newest seen. */
  record SawBundle(String tool, long version) implements GuardWrite {}

  /** The account key belongs to the person from now on. */
  record Claimed(String tool, String key, String person) implements GuardWrite {}

  /** The person will get this access when the key is free. */
  record Waits(String tool, String key, String person, Access proposal) implements GuardWrite {}

  record WaitsNoMore(String tool, String key, String person) implements GuardWrite {}
}

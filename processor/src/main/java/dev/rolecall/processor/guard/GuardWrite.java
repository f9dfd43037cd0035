package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.FlowWindow;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Withheld;
import org.jspecify.annotations.Nullable;

/** One change of what the guard knows, beyond what it writes for others to read. */
sealed interface GuardWrite {

  String tool();

  /** The settings of this bundle are the newest seen, or it has taken something away. */
  record SawBundle(String tool, SeenBundle bundle) implements GuardWrite {}

  /** The account key belongs to the person from now on. */
  record Claimed(String tool, String key, String person) implements GuardWrite {}

  /** The person will get this access when the key is free. */
  record Waits(String tool, String key, String person, Access proposal) implements GuardWrite {}

  record WaitsNoMore(String tool, String key, String person) implements GuardWrite {}

  /** So much is held of the person; null: nothing any more. */
  record Withholds(String tool, String person, @Nullable Withheld withheld) implements GuardWrite {}

  /**
   * The hold as it is now; an open one is watched.
   *
   * @param opened it is new: from now on the last one for what it is about
   */
  record Holds(String tool, Hold hold, boolean opened) implements GuardWrite {}

  /** The person is one of those of whom something is held under this hold, or no longer. */
  record HoldsOf(String tool, String hold, String person, boolean held) implements GuardWrite {}

  /** A decided hold has to be worked off; null: it was. */
  record Drains(String tool, String hold, @Nullable Drain drain) implements GuardWrite {}

  /** So many removals of this kind went through. */
  record Flowed(String tool, HoldTrigger kind, FlowWindow flow) implements GuardWrite {}

  /** Access may be taken on behalf of the directory, or not. */
  record Phase(String tool, String directory, boolean ready) implements GuardWrite {}

  record Paused(String tool, boolean paused) implements GuardWrite {}
}

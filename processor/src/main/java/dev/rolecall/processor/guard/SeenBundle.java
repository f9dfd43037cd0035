package dev.rolecall.processor.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bundle whose settings a tool has.
 *
 * @param version of the bundle
 * @param command that published it: what it causes names that
 * @param left roles that it may still take away in the tool, as its plan said
 * @param since when it was put in force; null: not known
 */
record SeenBundle(long version, String command, long left, @Nullable Instant since) {

  SeenBundle without(long taken) {
    return new SeenBundle(version, command, left - taken, since);
  }
}

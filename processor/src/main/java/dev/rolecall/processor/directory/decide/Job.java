package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a command that touches more people than one transaction may. Stored, and worked
 * off in steps; each step reads the state as it then is, so newer commands are never overwritten.
 * There is at most one job per user or group: a newer one takes the place of an older.
 *
 * @param target id of the group or user
 * @param cursor the last id that was worked on; null: none yet
 * @param total how many there were when the job began
 */
public record Job(
    Kind kind,
    String directory,
    String target,
    @Nullable String cursor,
    int done,
    int total,
    Cause cause) {

  /** What is to be done. */
  public enum Kind {
    /** Publish each member of a group anew: its name has changed. */
    RESOLVE_MEMBERS,
    /** Remove the edges of a deleted group and publish its members anew. */
    REMOVE_GROUP,
    /** Remove the edges of a deleted user. */
    REMOVE_USER
  }

  static Job begin(Kind kind, String directory, String target, int total, Cause cause) {
    return new Job(kind, directory, target, null, 0, total, cause);
  }

  Job at(String lastWorkedOn, int worked) {
    return new Job(kind, directory, target, lastWorkedOn, done + worked, total, cause);
  }

  /** Key under which it is stored: that of what it works on. */
  public String key() {
    return switch (kind) {
      case RESOLVE_MEMBERS, REMOVE_GROUP -> Keys.group(directory, target);
      case REMOVE_USER -> Keys.user(directory, target);
    };
  }
}

package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a command that touches more people than one transaction may. Stored, and worked
 * off in steps; each step reads the state as it then is, so newer commands are never overwritten.
 * There is at most one job per user or group: a newer one takes the place of an older.
 *
 * @param target id of the group or user
 * @param cursor the last id that was worked on; null: none yet
 * @param until null: to the end; otherwise to the end, and from the first up to this id, where the
 *     job took the place of another: one that is replaced again and again still gets to everybody
 * @param total how many there were when the job began
 * @param offset of the command that it goes back to: what is done for a later one covers it
 * @param urgent it may take something from somebody, and goes before what only gives
 * @param effects what is done to the members of groups; everybody whom it publishes carries them
 */
public record Job(
    Kind kind,
    String directory,
    String target,
    @Nullable String cursor,
    @Nullable String until,
    int done,
    int total,
    Cause cause,
    long offset,
    boolean urgent,
    List<Effect> effects) {

  public Job {
    effects = List.copyOf(effects);
  }

  /** Sorts before every directory's name. */
  private static final String URGENT = "!";

  /** The first key behind those of urgent jobs. */
  public static final String BEHIND_URGENT = "\"";

  /** What is to be done. */
  public enum Kind {
    /**
     * Publish everybody in a group anew, and in the groups nested in it: its name has changed, or
     * the groups that it is a member of.
     */
    RESOLVE_MEMBERS,
    /** Remove the edges of a deleted group and publish its members anew. */
    REMOVE_GROUP,
    /** Remove the edges of a deleted user. */
    REMOVE_USER
  }

  /**
   * One that has done nothing yet. Only those of groups are urgent: a deleted user has lost
   * everything before their edges go.
   */
  static Job begin(
      Kind kind, String directory, String target, int total, Cause cause, long offset) {
    boolean urgent = kind != Kind.REMOVE_USER;
    return new Job(kind, directory, target, null, null, 0, total, cause, offset, urgent, List.of());
  }

  /** The same when it can only give. */
  Job patient() {
    return new Job(
        kind, directory, target, cursor, until, done, total, cause, offset, false, effects);
  }

  /** The same with these effects. */
  Job carrying(List<Effect> carried) {
    return new Job(
        kind, directory, target, cursor, until, done, total, cause, offset, urgent, carried);
  }

  /** The same for a group that is nested in its own: as urgent, and as late. */
  Job below(String group, int members) {
    return new Job(
        Kind.RESOLVE_MEMBERS,
        directory,
        group,
        null,
        null,
        0,
        members,
        cause,
        offset,
        urgent,
        effects);
  }

  /** Takes the place of another, which may have been urgent, with the effects of both. */
  Job insteadOf(Job other) {
    boolean same = kind == Kind.RESOLVE_MEMBERS && other.kind == Kind.RESOLVE_MEMBERS;
    String from = same ? other.cursor : null;
    return new Job(
        kind,
        directory,
        target,
        from,
        from,
        0,
        total,
        cause,
        offset,
        urgent || other.urgent,
        Effects.newest(effects, other.effects));
  }

  Job at(String lastWorkedOn, int worked) {
    return new Job(
        kind,
        directory,
        target,
        lastWorkedOn,
        until,
        done + worked,
        total,
        cause,
        offset,
        urgent,
        effects);
  }

  /** From the first again. */
  Job aroundTheEnd() {
    return new Job(
        kind, directory, target, null, until, done, total, cause, offset, urgent, effects);
  }

  /** Whether it has passed the end and works on those before {@link #until}. */
  boolean isAroundTheEnd() {
    return until != null && (cursor == null || cursor.compareTo(until) < 0);
  }

  /**
   * Key under which it is stored: that of what it works on, before all others when it is urgent.
   */
  public String key() {
    String key =
        switch (kind) {
          case RESOLVE_MEMBERS, REMOVE_GROUP -> Keys.group(directory, target);
          case REMOVE_USER -> Keys.user(directory, target);
        };
    return urgent ? urgent(key) : key;
  }

  static String urgent(String key) {
    return URGENT + key;
  }
}

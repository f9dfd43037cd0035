package dev.rolecall.processor.directory.decide;

/** How much one command may ask for, and one resource may hold. */
public final class Limits {

  /** What one command writes at most, so that a transaction stays short. */
  public static final int RECORDS_PER_COMMAND = 1_000;

  /**
   * Ids in the add and remove sets of one command, together. Each costs two records, the edge and
   * the person; the rest is left for the group, the outcome and the audit. Ingest cuts larger sets.
   */
  public static final int MEMBERS_PER_COMMAND = 480;

  /**
   * Groups of one person, inherited ones too: a person travels as one record of at most 1 MiB, with
   * all groups in it at {@link #NAME_BYTES} and {@link #EXTERNAL_ID_BYTES} each. A direct
   * membership beyond is refused; inherited ones beyond are left out, the nearest stay, and the
   * audit says so.
   */
  public static final int GROUPS_PER_PERSON = 1_000;

  /**
   * Groups that one group is a direct member of. Each is read for each person below whenever that
   * person changes; real hierarchies have a handful.
   */
  public static final int PARENTS_PER_GROUP = 100;

  /**
   * How many steps a person inherits groups over. Every reason of a grant names the whole path;
   * companies nest three to five deep, and deeper is a mistake that nobody can follow.
   */
  public static final int NESTING_DEPTH = 10;

  /** A user name or the display name of a group, in UTF-8. Entra allows 256 characters. */
  static final int NAME_BYTES = 512;

  /** The identity provider's own id of a user or a group, in UTF-8. */
  static final int EXTERNAL_ID_BYTES = 256;

  /** All attributes of a user, encoded: beside the groups in the person's record. */
  static final int USER_BYTES = 128 * 1024;

  /** A bundle, encoded: with its cause in one record of at most 1 MiB. */
  static final int BUNDLE_BYTES = 960 * 1024;

  /**
   * What the plan of a bundle says, encoded: beside the bundle, and the hold's own words, in the
   * record of one that is held.
   */
  static final int PLAN_BYTES = 32 * 1024;

  /** Problems of a bundle that an outcome lists; the first ones are what to repair first. */
  static final int PROBLEMS_LISTED = 20;

  /** One problem of a bundle in an outcome, in characters. */
  static final int PROBLEM_CHARACTERS = 300;

  /**
   * Effects that one record of a person or one job carries; beyond, the newest win. More deletions
   * and renames of large groups are rarely under way at once, and the oldest have come to most of
   * their people. With causes they are at most 40 KiB, which the largest person leaves room for.
   */
  static final int EFFECTS_PER_RECORD = 16;

  /** Tools that one command pauses: more than anybody has connected. */
  static final int TOOLS_PER_COMMAND = 100;

  /** Holds that confirming a directory releases: a few for each tool. */
  static final int HOLDS_PER_COMMAND = 1_000;

  /** Why tools are paused, in characters: a sentence or two. */
  static final int REASON_CHARACTERS = 300;

  /** What a cause keeps of a request's path, in characters. */
  static final int REQUEST_CHARACTERS = 512;

  /** A correlation id or the name of an actor, in characters. */
  static final int NAME_CHARACTERS = 128;

  private Limits() {}
}

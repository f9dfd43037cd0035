package dev.rolecall.ingest.scim;

import dev.rolecall.views.directory.Window;
import java.time.Duration;

/**
 * What one request may cost. Every limit leaves room over the largest normal request of an identity
 * provider.
 */
public final class Limits {

  /** The body limit at the door (10 MiB); a JSON document is never larger. */
  public static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  /**
   * SCIM itself nests six deep (bulk operations around a PATCH); the rest is room for extensions.
   */
  public static final int MAX_JSON_DEPTH = 32;

  /**
   * A full push of 100,000 members with three keys each has 900,000 tokens; more is an attack on
   * the heap.
   */
  public static final int MAX_JSON_TOKENS = 1_000_000;

  /** Longest string: a photo or certificate in base64. Everything else is far shorter. */
  public static final int MAX_STRING_LENGTH = 64 * 1024;

  /** Longest number: parsing longer ones is quadratic, and nothing in SCIM needs them. */
  public static final int MAX_NUMBER_LENGTH = 64;

  /** Longest JSON key: a schema URN, an attribute and a value filter, as flagged Entra sends it. */
  public static final int MAX_KEY_LENGTH = 1024;

  /** A filter travels in the request line, which HTTP servers cut at 4 to 8 KiB. */
  public static final int MAX_FILTER_LENGTH = 8 * 1024;

  /**
   * Nested parentheses, {@code not} and value paths: keeps recursion far from the end of the stack.
   */
  public static final int MAX_FILTER_DEPTH = 32;

  /** Comparisons in one filter: each of them is evaluated for each candidate. */
  public static final int MAX_FILTER_TERMS = 128;

  /** A PATCH path is one attribute with one value filter. */
  public static final int MAX_PATH_LENGTH = 2 * 1024;

  /** Entra sends some tens; a migration script sends hundreds. */
  public static final int MAX_OPERATIONS = 1_000;

  /**
   * Operations in one bulk request: each is decided on its own, in about ten milliseconds, so that
   * all of them are done before a client loses patience.
   */
  public static final int MAX_BULK_OPERATIONS = 1_000;

  /**
   * A bulk request: a thousand users of 4 KiB each. Larger groups come in requests of their own.
   */
  public static final int MAX_BULK_BYTES = 4 * 1024 * 1024;

  /** What a client calls a resource within one bulk request; UUIDs and names are far shorter. */
  public static final int MAX_BULK_ID_LENGTH = 128;

  /** Values of one multi-valued attribute of a user: each operation may walk all of them. */
  public static final int MAX_VALUES = 200;

  /**
   * Comparisons of values that the operations of one PATCH may cost: twice what 1,000 operations
   * cost that each look for one value among {@link #MAX_VALUES}. Without it, two megabytes of paths
   * would keep a processor busy for minutes.
   */
  public static final int MAX_COMPARISONS = 400_000;

  /** Members named in one request: the largest group that a full push may carry. */
  public static final int MAX_MEMBERS = 100_000;

  /**
   * Ids are UUIDs; foreign ones are kept as pending references when they are no longer than this.
   */
  public static final int MAX_ID_LENGTH = 128;

  /** A user travels in one Kafka record, with room for the envelope under the usual 1 MiB. */
  public static final int MAX_USER_LENGTH = 256 * 1024;

  /** Extensions without a schema of ours, per user. */
  public static final int MAX_FOREIGN_EXTENSIONS = 16;

  /**
   * Resources on one page; a client that asks for more gets this many, and says so in itemsPerPage.
   */
  public static final int MAX_PAGE = Window.MOST;

  /** Page size when the client names none. */
  public static final int DEFAULT_PAGE = 100;

  /**
   * How long a cursor can be used. Nothing is kept for it, so this only bounds for how long a page
   * may follow one whose resources nobody remembers.
   */
  public static final Duration CURSOR_TIMEOUT = Duration.ofHours(1);

  /** Attributes named in a projection. */
  public static final int MAX_PROJECTION_LENGTH = 4 * 1024;

  /** A condition header with more than a handful of entity tags is not from a SCIM client. */
  public static final int MAX_CONDITION_LENGTH = 1024;

  private Limits() {}
}

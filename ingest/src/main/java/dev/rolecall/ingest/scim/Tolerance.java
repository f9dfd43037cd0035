package dev.rolecall.ingest.scim;

/**
 * How far a directory's client may leave the RFCs where leniency is a matter of taste.
 *
 * @param missingOpReplaces an operation without {@code op} is a replace; otherwise 400
 *     invalidSyntax
 * @param ignoreUnknown an attribute we do not know is ignored; otherwise 400 invalidPath or
 *     invalidSyntax
 * @param makeReplaced a replace whose value path matches nothing makes the element; otherwise 400
 *     noTarget (RFC 7644 § 3.5.2.3). An add makes it in any case
 */
public record Tolerance(boolean missingOpReplaces, boolean ignoreUnknown, boolean makeReplaced) {

  /** What identity providers need. */
  public static final Tolerance LENIENT = new Tolerance(true, true, true);

  /** For conformance tests and clients under development. */
  public static final Tolerance STRICT = new Tolerance(false, false, false);
}

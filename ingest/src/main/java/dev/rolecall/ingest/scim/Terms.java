package dev.rolecall.ingest.scim;

/**
 * On which terms the client of one directory is served.
 *
 * @param user what a user may have
 * @param group what a group may have
 * @param tolerance how far requests may leave the RFCs
 * @param returnsPatchedUser whether a PATCH of a user is answered by the user (200) or by nothing
 *     (204); RFC 7644 § 3.5.2 allows both
 * @param returnsPatchedGroup the same of groups
 */
public record Terms(
    ResourceType user,
    ResourceType group,
    Tolerance tolerance,
    boolean returnsPatchedUser,
    boolean returnsPatchedGroup) {

  /** Serves Okta and Entra unchanged: the user for its ETag, nothing for a group of 100,000. */
  public static final Terms AUTO =
      new Terms(ResourceType.USER, ResourceType.GROUP, Tolerance.LENIENT, true, false);
}

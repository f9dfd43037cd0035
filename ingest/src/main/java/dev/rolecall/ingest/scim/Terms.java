package dev.rolecall.ingest.scim;

/**
 * On which terms the client of one directory is served.
 *
 * @param user what a user may have
 * @param group what a group may have
 * @param tolerance how far requests may leave the RFCs
 * @param refusesDeviations whether what would be understood all the same is refused
 * @param patchedUser what answers a PATCH of a user
 * @param patchedGroup what answers a PATCH of a group
 */
public record Terms(
    ResourceType user,
    ResourceType group,
    Tolerance tolerance,
    boolean refusesDeviations,
    Echo patchedUser,
    Echo patchedGroup) {

  /**
   * What answers a PATCH that names no attributes: RFC 7644 § 3.5.2 allows the resource and
   * nothing.
   */
  public enum Echo {
    /** 204. */
    NOTHING,
    /** 200 with the resource, a group without its members: there may be 100,000. */
    BRIEF,
    /** 200 with the resource. */
    WHOLE
  }

  /** Serves Okta and Entra unchanged. */
  public static final Terms AUTO = of(Profile.AUTO, ResourceType.USER, ResourceType.GROUP);

  /** The terms of a profile, for a directory with these kinds of resources. */
  public static Terms of(Profile profile, ResourceType user, ResourceType group) {
    return switch (profile) {
      case AUTO -> lenient(user, group, Echo.WHOLE, Echo.NOTHING);
      case OKTA -> lenient(user, group, Echo.WHOLE, Echo.BRIEF);
      case ENTRA -> lenient(user, group, Echo.NOTHING, Echo.NOTHING);
      case STRICT -> new Terms(user, group, Tolerance.STRICT, true, Echo.WHOLE, Echo.WHOLE);
    };
  }

  private static Terms lenient(ResourceType user, ResourceType group, Echo users, Echo groups) {
    return new Terms(user, group, Tolerance.LENIENT, false, users, groups);
  }
}

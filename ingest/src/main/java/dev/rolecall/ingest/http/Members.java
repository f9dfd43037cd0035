package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Limits;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimType;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.views.directory.DirectoryReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The members of a group as a set of ids. */
final class Members {

  /** One read of the view; long enough that a large group takes few, short enough to share. */
  private static final int PART = 1_000;

  private Members() {}

  /** All members there are, or a SCIM error when there are more than one answer may hold. */
  static Set<String> of(DirectoryReader view, String directory, String group) {
    Set<String> members = new LinkedHashSet<>();
    String last = null;
    List<Membership> part;
    do {
      part = view.members(directory, group, last, PART);
      for (Membership membership : part) {
        members.add(membership.getMember());
        last = membership.getMember();
      }
      if (members.size() > Limits.MAX_MEMBERS) {
        throw new ScimException(
            ScimError.badRequest(
                ScimType.TOO_MANY,
                "The group has more than "
                    + Limits.MAX_MEMBERS
                    + " members: leave them out with excludedAttributes=members."));
      }
    } while (part.size() == PART);
    return members;
  }

  static Set<String> without(Set<String> these, Set<String> those) {
    Set<String> rest = new LinkedHashSet<>(these);
    rest.removeAll(those);
    return rest;
  }
}

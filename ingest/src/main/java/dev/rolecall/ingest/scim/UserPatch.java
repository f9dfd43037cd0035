package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.User;
import java.util.Set;

/** A PATCH applied to a user of ours. */
public final class UserPatch {

  private UserPatch() {}

  /**
   * Applies all operations, or none. A PATCH that unassigns {@code active} leaves it as it is:
   * silence revives nobody.
   *
   * @param patch parsed for {@link ResourceType#USER}
   * @throws ScimException 400 or 413
   */
  public static PatchedUser apply(Patch patch, User current) {
    ObjectNode before = UserCodec.toJson(current);
    Patch.Patched patched = patch.apply(before);
    User user = UserCodec.fromJson(patched.resource(), current.getActive());
    if (user.getActive()) {
      RequiredExtensions.kept(patch.type(), before, patched.resource());
    }
    return new PatchedUser(user, !user.equals(current), patched.deviations());
  }

  /**
   * What became of the user.
   *
   * @param changed false: no command needs to be sent, the answer is still a success
   */
  public record PatchedUser(User user, boolean changed, Set<Deviation> deviations) {
    public PatchedUser {
      deviations = Set.copyOf(deviations);
    }

    /** Without the user: it is personal. */
    @Override
    public String toString() {
      return "PatchedUser[changed=" + changed + ", deviations=" + deviations + "]";
    }
  }
}

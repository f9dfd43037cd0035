package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.User;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads users as POST and PUT send them. Password, id, meta and groups of the client are dropped,
 * unknown attributes are ignored, null and empty mean unassigned, of two primaries the last one
 * wins; every other value is kept as it came.
 */
public final class UserCodec {

  private UserCodec() {}

  /**
   * A user to create (RFC 7644 § 3.3). Active unless the body says otherwise.
   *
   * @throws ScimException 400 or 413
   */
  public static Reading<User> create(JsonNode body, ResourceType type, Tolerance tolerance) {
    return read(body, true, null, type, tolerance);
  }

  /** The same without extensions of the installation's own. */
  public static Reading<User> create(JsonNode body, Tolerance tolerance) {
    return create(body, ResourceType.USER, tolerance);
  }

  /**
   * A user to put in the place of another (RFC 7644 § 3.5.1). What is not sent is cleared, except
   * {@code active}: silence revives nobody.
   *
   * @throws ScimException 400 or 413; mutability when it changes what can be given only once
   */
  public static Reading<User> replace(
      JsonNode body, User current, ResourceType type, Tolerance tolerance) {
    return read(body, current.getActive(), toJson(current), type, tolerance);
  }

  /** The same without extensions of the installation's own. */
  public static Reading<User> replace(JsonNode body, User current, Tolerance tolerance) {
    return replace(body, current, ResourceType.USER, tolerance);
  }

  /**
   * The attributes of a user as JSON: what PATCH works on and answers are made of. Without schemas,
   * id and meta.
   */
  public static ObjectNode toJson(User user) {
    return UserWriter.write(user);
  }

  /**
   * A user from JSON in the form of {@link #toJson}.
   *
   * @param activeWhenUnassigned what a user without {@code active} is
   * @throws ScimException 413 when it is too large to travel
   */
  static User fromJson(ObjectNode json, boolean activeWhenUnassigned) {
    return UserReader.read(json, activeWhenUnassigned);
  }

  private static Reading<User> read(
      JsonNode body,
      boolean activeWhenUnassigned,
      @Nullable ObjectNode before,
      ResourceType type,
      Tolerance tolerance) {
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    ObjectNode json = Patch.whole(type, body, tolerance, seen);
    if (before != null) {
      Immutables.keep(type, before, json);
      Immutables.check(type, before, json);
    }
    User user = fromJson(json, activeWhenUnassigned);
    if (user.getActive()) {
      RequiredExtensions.assigned(type, json);
    }
    return new Reading<>(user, seen);
  }
}

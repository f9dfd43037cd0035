package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole state for people to read, without credentials. */
final class Dump {

  private Dump() {}

  static Map<String, @Nullable Object> of(World world) {
    return Json.object(
        "type", "gitlab",
        "edition", world.edition.name(),
        "users", world.users.values().stream().map(user -> Entities.single(user, true)).toList(),
        "places", world.places.stream().map(Dump::place).toList());
  }

  private static Map<String, @Nullable Object> place(Place place) {
    return Json.object(
        "kind", place.kind.label,
        "id", place.id,
        "path", place.path,
        "members", place.members.values().stream().map(Dump::member).toList(),
        "invitations", place.invitations.values().stream().map(Dump::invitation).toList());
  }

  private static Map<String, @Nullable Object> member(Membership member) {
    return Json.object(
        "username", member.user().username,
        "access_level", member.level(),
        "expires_at", Entities.text(member.expiresAt()),
        "member_role_id", member.memberRoleId());
  }

  private static Map<String, @Nullable Object> invitation(Invitation invitation) {
    return Json.object(
        "email", invitation.email(),
        "access_level", invitation.level(),
        "expires_at", Entities.text(invitation.expiresAt()));
  }
}

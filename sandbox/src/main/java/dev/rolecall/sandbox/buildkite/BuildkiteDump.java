package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole state, for people to read. */
final class BuildkiteDump {
  private BuildkiteDump() {}

  static Map<String, @Nullable Object> of(World world) {
    return Json.object(
        "type", "buildkite",
        "organization", world.seed.organization(),
        "members", members(world),
        "invitations", invitations(world),
        "teams", world.teams.stream().map(BuildkiteDump::team).toList());
  }

  private static List<Map<String, @Nullable Object>> members(World world) {
    return world.members.values().stream()
        .map(member ->
            Json.object(
                "id", member.user.uuid,
                "name", member.user.name,
                "email", member.user.email,
                "role", member.role,
                "sso_mode", member.ssoMode))
        .toList();
  }

  private static List<Map<String, @Nullable Object>> invitations(World world) {
    return world.invitations.stream()
        .map(Invitation::snapshot)
        .map(invitation ->
            Json.object(
                "email", invitation.email(),
                "state", invitation.state(),
                "role", invitation.role(),
                "teams", invitation.teams()))
        .toList();
  }

  private static Map<String, @Nullable Object> team(Team team) {
    Map<String, String> members = new LinkedHashMap<>();
    team.members.forEach((user, seat) -> members.put(user.email, seat.role()));
    Map<String, Object> links = new LinkedHashMap<>();
    team.links.forEach(
        (resource, link) -> links.put(resource.kind().word + ":" + resource.slug(), link.level()));
    return Json.object(
        "slug", team.slug, "default", team.isDefault, "members", members, "links", links);
  }
}

package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An invitation; it becomes accepted, revoked or expired, and never pending again. */
final class Invitation {
  final long number;
  final String uuid;
  final String email;
  final String role;
  final String ssoMode;
  final Map<Team, String> teams;
  final User createdBy;
  final Instant createdAt;
  String state = "pending";
  @Nullable Instant endedAt;
  @Nullable User endedBy;

  Invitation(
      long number, String uuid, String email, Terms terms, User createdBy, Instant createdAt) {
    this.number = number;
    this.uuid = uuid;
    this.email = email;
    this.role = terms.role();
    this.ssoMode = terms.ssoMode();
    this.teams = new LinkedHashMap<>(terms.teams());
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  /** What somebody is invited to. */
  record Terms(String role, String ssoMode, Map<Team, String> teams) {}

  boolean isPending() {
    return state.equals("pending");
  }

  void end(String how, @Nullable User by, Instant now) {
    state = how;
    endedBy = by;
    endedAt = now;
  }

  Map<String, @Nullable Object> json(String root) {
    return Json.object(
        "id",
        uuid,
        "graphql_id",
        Ids.graphql("OrganizationInvitation", uuid),
        "url",
        root + "/invitations/" + uuid,
        "email",
        email,
        "state",
        state,
        "role",
        role,
        "sso_mode",
        ssoMode,
        "teams",
        teamsJson(),
        "created_at",
        Ids.time(createdAt),
        "created_by",
        createdBy.author(),
        "accepted_at",
        endedAs("accepted"),
        "accepted_by",
        state.equals("accepted") && endedBy != null ? endedBy.author() : null,
        "revoked_at",
        endedAs("revoked"),
        "revoked_by",
        state.equals("revoked") && endedBy != null ? endedBy.author() : null,
        "expired_at",
        endedAs("expired"));
  }

  BuildkiteInvitation snapshot() {
    Map<String, String> bySlug = new LinkedHashMap<>();
    teams.forEach((team, teamRole) -> bySlug.put(team.slug, teamRole));
    return new BuildkiteInvitation(uuid, email, state, role, ssoMode, bySlug);
  }

  private List<Map<String, @Nullable Object>> teamsJson() {
    return teams.entrySet().stream()
        .map(entry ->
            Json.object(
                "id",
                entry.getKey().uuid,
                "graphql_id",
                Ids.graphql("Team", entry.getKey().uuid),
                "slug",
                entry.getKey().slug,
                "role",
                entry.getValue()))
        .toList();
  }

  private @Nullable String endedAs(String how) {
    return state.equals(how) && endedAt != null ? Ids.time(endedAt) : null;
  }
}

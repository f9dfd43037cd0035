package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A team, who is in it, and what it may do with pipelines and test suites. */
final class Team {
  final String uuid;
  final String slug;
  final Instant createdAt;
  final Map<User, Seat> members = new LinkedHashMap<>();
  final Map<Resource, Link> links = new LinkedHashMap<>();
  String name;
  String description = "";
  String privacy = "visible";
  String defaultMemberRole = "member";
  boolean isDefault;
  boolean membersCanCreatePipelines;

  /** Somebody in a team. */
  record Seat(String role, Instant createdAt) {}

  /** What a team may do with a resource: one word for a pipeline, a list for a suite. */
  record Link(Object level, Instant createdAt) {}

  Team(String uuid, String slug, String name, Instant createdAt) {
    this.uuid = uuid;
    this.slug = slug;
    this.name = name;
    this.createdAt = createdAt;
  }

  Map<String, @Nullable Object> json() {
    return Json.object(
        "id", uuid,
        "graphql_id", Ids.graphql("Team", uuid),
        "name", name,
        "slug", slug,
        "description", description,
        "privacy", privacy,
        "default", isDefault,
        "created_at", Ids.time(createdAt),
        "created_by", null);
  }

  static Map<String, @Nullable Object> json(User user, Seat seat) {
    return Json.object(
        "role",
        seat.role(),
        "created_at",
        Ids.time(seat.createdAt()),
        "user_id",
        user.uuid,
        "user_name",
        user.name);
  }
}

package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of GitLab's entities, field for field what its specification names. */
final class Entities {

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String SITE = "https://gitlab.invalid/";

  private Entities() {}

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : INSTANT.format(instant);
  }

  static @Nullable String text(@Nullable LocalDate date) {
    return date == null ? null : date.toString();
  }

  static Map<String, @Nullable Object> basic(User user) {
    return Json.object(
        "id", user.id,
        "username", user.username,
        "public_email", user.publicEmail,
        "name", user.name,
        "state", user.state,
        "locked", false,
        "avatar_url", null,
        "web_url", SITE + user.username);
  }

  /** What administrators see in lists, and everybody of himself. */
  static Map<String, @Nullable Object> full(User user) {
    Map<String, @Nullable Object> json = basic(user);
    json.put("created_at", text(user.createdAt));
    json.put("confirmed_at", user.confirmed ? text(user.createdAt) : null);
    json.put("last_sign_in_at", null);
    json.put(
        "last_activity_on",
        user.lastActivity == null
            ? null
            : text(LocalDate.ofInstant(user.lastActivity, ZoneOffset.UTC)));
    json.put("email", user.email);
    json.put("commit_email", user.email);
    json.put("identities", identities(user));
    json.put("two_factor_enabled", false);
    json.put("external", user.external);
    json.put("private_profile", user.privateProfile);
    json.put("is_admin", user.admin);
    json.put("namespace_id", null);
    json.put("enterprise_group_id", user.enterpriseGroup);
    return json;
  }

  static List<Map<String, @Nullable Object>> identities(User user) {
    return user.provider == null
        ? List.of()
        : List.of(
            Json.object(
                "provider", user.provider,
                "extern_uid", user.externUid,
                "saml_provider_id", null));
  }

  /** Only this entity says whether a user is a bot. */
  static Map<String, @Nullable Object> single(User user, boolean forAdmin) {
    Map<String, @Nullable Object> json = forAdmin ? full(user) : basic(user);
    json.put("created_at", text(user.createdAt));
    json.put("bot", user.bot);
    return json;
  }

  static Map<String, @Nullable Object> member(
      World world, Membership membership, int level, boolean withEmail) {
    Map<String, @Nullable Object> json = basic(membership.user());
    User creator = membership.createdBy();
    MemberRole role =
        membership.memberRoleId() == null ? null : world.roles.get(membership.memberRoleId());
    json.put("access_level", level);
    json.put("created_at", text(membership.createdAt()));
    if (creator != null) {
      json.put("created_by", basic(creator));
    }
    json.put("expires_at", text(membership.expiresAt()));
    json.put("membership_state", "active");
    json.put("group_saml_identity", null);
    json.put("member_role", role == null ? null : role(role));
    if (withEmail) {
      json.put("email", membership.user().email);
    }
    return json;
  }

  static Map<String, @Nullable Object> role(MemberRole role) {
    return Json.object(
        "id", role.id(),
        "name", role.name(),
        "description", null,
        "group_id", role.group() == null ? null : role.group().id,
        "base_access_level", role.base());
  }

  static Map<String, @Nullable Object> invitation(Invitation invitation) {
    return Json.object(
        "id", invitation.id(),
        "invite_email", invitation.email(),
        "access_level", invitation.level(),
        "created_at", text(invitation.createdAt()),
        "expires_at", text(invitation.expiresAt()),
        "user_name", "",
        "created_by_name", invitation.createdBy().name,
        "invite_token", invitation.token());
  }

  static Map<String, @Nullable Object> token(AccessToken token, LocalDate today) {
    return Json.object(
        "id",
        token.id,
        "name",
        token.name,
        "revoked",
        token.revoked,
        "created_at",
        text(token.createdAt),
        "description",
        null,
        "scopes",
        token.scopes,
        "user_id",
        token.user.id,
        "last_used_at",
        text(token.lastUsedAt),
        "active",
        token.active(today),
        "expires_at",
        text(token.expiresAt));
  }

  static Map<String, @Nullable Object> key(SshKey key) {
    return Json.object(
        "id", key.id(),
        "title", key.title(),
        "created_at", text(key.createdAt()),
        "expires_at", null,
        "key", key.key(),
        "usage_type", "auth_and_signing");
  }

  /** Lists do not say whether memberships are locked. */
  static Map<String, @Nullable Object> single(Place place) {
    Map<String, @Nullable Object> json = place(place);
    if (place.kind == Place.Kind.GROUP) {
      json.put("membership_lock", place.locked);
    }
    return json;
  }

  static Map<String, @Nullable Object> place(Place place) {
    return switch (place.kind) {
      case GROUP ->
          Json.object(
              "id",
              place.id,
              "web_url",
              SITE + "groups/" + place.path,
              "name",
              place.name(),
              "path",
              place.name(),
              "full_name",
              place.path.replace("/", " / "),
              "full_path",
              place.path,
              "visibility",
              "private",
              "created_at",
              text(place.createdAt),
              "parent_id",
              place.parent == null ? null : place.parent.id);
      case PROJECT ->
          Json.object(
              "id",
              place.id,
              "name",
              place.name(),
              "path",
              place.name(),
              "path_with_namespace",
              place.path,
              "web_url",
              SITE + place.path,
              "visibility",
              "private",
              "created_at",
              text(place.createdAt),
              "namespace",
              place.parent == null ? null : namespace(place.parent));
    };
  }

  private static Map<String, @Nullable Object> namespace(Place group) {
    return Json.object(
        "id",
        group.id,
        "name",
        group.name(),
        "path",
        group.name(),
        "kind",
        "group",
        "full_path",
        group.path);
  }
}

package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The validations of a membership that members and invitations share. */
record Admission(int level, @Nullable LocalDate expiresAt, @Nullable Long memberRoleId) {

  /** From the parameters of a request that asks for a membership of {@code place}. */
  static Admission of(Request request, Place place) {
    int level = level(request, place);
    LocalDate end = end(request);
    Long role = role(request, level);
    return new Admission(level, end, role);
  }

  static int level(Request request, Place place) {
    long asked = request.params().requiredNumber("access_level");
    Optional<AccessLevel> level =
        asked < 0 || asked > 100 ? Optional.empty() : AccessLevel.of((int) asked);
    boolean minimalElsewhere =
        level.isPresent()
            && level.get() == AccessLevel.MINIMAL
            && (place.kind == Place.Kind.PROJECT || place.parent != null);
    if (level.isEmpty() || minimalElsewhere) {
      throw Refusal.invalid("access_level", "is not included in the list");
    }
    return level.get().value();
  }

  static @Nullable LocalDate end(Request request) {
    LocalDate end = request.params().date("expires_at");
    if (end != null && end.isBefore(request.world().today())) {
      throw Refusal.invalid("expires_at", "cannot be a date in the past");
    }
    return end;
  }

  static @Nullable Long role(Request request, int level) {
    Long id = request.params().number("member_role_id");
    if (id == null) {
      return null;
    }
    MemberRole role = request.world().roles.get(id);
    if (role == null) {
      throw Refusal.message(400, Json.object("member_role", List.of("not found")));
    }
    if (role.base() != level) {
      throw Refusal.invalid(
          "member_role_id",
          "the custom role's base access level does not match the current access level");
    }
    return id;
  }

  /** What is wrong with this level for a user who has one from above, if anything. */
  static Optional<String> belowInherited(Place place, User user, int level) {
    int inherited = place.inheritedLevel(user.id);
    return inherited <= level
        ? Optional.empty()
        : Optional.of(
            "should be greater than or equal to "
                + AccessLevel.of(inherited).map(AccessLevel::label).orElse("")
                + " inherited membership from group "
                + place.sourceOfInherited(user.id).name());
  }

  Membership of(Request request, User user) {
    return new Membership(
        user, level, expiresAt, memberRoleId, request.world().now(), request.caller());
  }
}

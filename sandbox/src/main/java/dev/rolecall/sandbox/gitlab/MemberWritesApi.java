package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Adding, changing and removing direct members of groups and projects. */
final class MemberWritesApi {

  private final RateLimits limits;

  MemberWritesApi(RateLimits limits) {
    this.limits = limits;
  }

  void register(BiConsumer<String, Request.Endpoint> routes) {
    register(routes, "/api/v4/groups/{id}/members", Place.Kind.GROUP);
    register(routes, "/api/v4/projects/{id}/members", Place.Kind.PROJECT);
    routes.accept("DELETE /api/v4/groups/{id}/billable_members/{user}", this::removeFromHierarchy);
  }

  private void register(
      BiConsumer<String, Request.Endpoint> routes, String members, Place.Kind kind) {
    routes.accept("POST " + members, r -> add(r, r.place(kind)));
    routes.accept("PUT " + members + "/{user}", r -> change(r, r.place(kind)));
    routes.accept("DELETE " + members + "/{user}", r -> remove(r, r.place(kind)));
  }

  private Answer add(Request request, Place place) {
    request.managesMembersOf(place);
    Params params = request.params();
    List<String> ids = params.list("user_id");
    String username = params.text("username");
    if (ids.isEmpty() == (username == null)) {
      throw Refusal.parameter(
          ids.isEmpty()
              ? "user_id, username are missing, exactly one parameter must be provided"
              : "user_id, username are mutually exclusive");
    }
    Admission wanted = Admission.of(request, place);
    request.mayHandle(place, wanted.level());
    return ids.size() > 1
        ? addMany(request, place, ids, wanted)
        : addOne(request, place, named(request, ids, username), wanted);
  }

  private static User named(Request request, List<String> ids, @Nullable String username) {
    User user =
        username == null
            ? byId(request, ids.getFirst())
            : request.world().user(username).orElse(null);
    return Request.found(user, () -> Refusal.noSuch("User"));
  }

  private static @Nullable User byId(Request request, String id) {
    return id.matches("[0-9]{1,18}") ? request.world().users.get(Long.parseLong(id)) : null;
  }

  private static Answer addOne(Request request, Place place, User user, Admission wanted) {
    if (place.members.containsKey(user.id)) {
      throw Refusal.message(409, "Member already exists");
    }
    Admission.belowInherited(place, user, wanted.level())
        .ifPresent(text -> {
          throw Refusal.invalid("access_level", text);
        });
    Membership membership = wanted.of(request, user);
    request.world().put(place, membership);
    return Answer.json(201, MembersApi.entity(request, place, membership));
  }

  /** Members that can be added are added, whatever becomes of the others. */
  private static Answer addMany(Request request, Place place, List<String> ids, Admission wanted) {
    Map<String, String> errors = new LinkedHashMap<>();
    for (String id : ids) {
      User user = byId(request, id);
      if (user == null) {
        errors.put(id, "User not found");
      } else if (place.members.containsKey(user.id)) {
        errors.put(user.username, "User already exists in source");
      } else {
        Admission.belowInherited(place, user, wanted.level())
            .ifPresentOrElse(
                text -> errors.put(user.username, "Access level " + text),
                () -> request.world().put(place, wanted.of(request, user)));
      }
    }
    return Answer.json(
        201,
        errors.isEmpty()
            ? Json.object("status", "success")
            : Json.object("status", "error", "message", errors));
  }

  /** An omitted end stays, an empty one is cleared; an omitted custom role is dropped. */
  private Answer change(Request request, Place place) {
    request.managesMembersOf(place);
    int level = Admission.level(request, place);
    Membership old = Request.found(place.members.get(request.number("user")), Refusal::notFound);
    User user = old.user();
    request.mayHandle(place, Math.max(level, old.level()));
    if (level < old.level() && Owners.isLast(request.world(), place, user)) {
      throw Refusal.forbidden();
    }
    Admission.belowInherited(place, user, level)
        .ifPresent(text -> {
          throw Refusal.invalid("access_level", text);
        });
    Membership changed =
        new Membership(
            user,
            level,
            request.params().has("expires_at") ? Admission.end(request) : old.expiresAt(),
            Admission.role(request, level),
            old.createdAt(),
            old.createdBy());
    request.world().put(place, changed);
    return Answer.json(200, MembersApi.entity(request, place, changed));
  }

  private Answer remove(Request request, Place place) {
    limits.memberRemoval(request, place);
    Membership member = place.members.get(request.number("user"));
    boolean leaves = member != null && member.user() == request.caller();
    if (!leaves) {
      request.managesMembersOf(place);
    }
    if (member == null) {
      throw Refusal.notFound();
    }
    request.mayHandle(place, member.level());
    if (member.user().bot || Owners.isLast(request.world(), place, member.user())) {
      throw Refusal.forbidden();
    }
    place.members.remove(member.user().id);
    if (!request.params().flag("skip_subresources", false)) {
      removeBelow(request, place, member.user());
    }
    return Answer.noContent();
  }

  private static void removeBelow(Request request, Place place, User user) {
    request.world().places.stream()
        .filter(child -> child.below(place))
        .forEach(child -> child.members.remove(user.id));
  }

  private Answer removeFromHierarchy(Request request) {
    Place group = request.place(Place.Kind.GROUP);
    if (!request.owns(group) || group.parent != null) {
      throw Refusal.forbidden();
    }
    User user = request.user("user");
    if (Owners.isLast(request.world(), group, user)) {
      throw Refusal.forbidden();
    }
    group.members.remove(user.id);
    removeBelow(request, group, user);
    return Answer.noContent();
  }
}

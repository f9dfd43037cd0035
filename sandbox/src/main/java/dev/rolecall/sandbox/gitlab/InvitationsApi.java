package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Invitations by e-mail. Inviting always answers 201, with success or error inside; somebody who
 * has an account becomes a member at once.
 */
final class InvitationsApi {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  void register(BiConsumer<String, Request.Endpoint> routes) {
    register(routes, "/api/v4/groups/{id}/invitations", Place.Kind.GROUP);
    register(routes, "/api/v4/projects/{id}/invitations", Place.Kind.PROJECT);
  }

  private void register(BiConsumer<String, Request.Endpoint> routes, String path, Place.Kind kind) {
    routes.accept("GET " + path, r -> list(r, managed(r, kind)));
    routes.accept("POST " + path, r -> invite(r, managed(r, kind)));
    routes.accept("PUT " + path + "/{email}", r -> change(r, managed(r, kind)));
    routes.accept("DELETE " + path + "/{email}", r -> cancel(r, managed(r, kind)));
  }

  private static Place managed(Request request, Place.Kind kind) {
    Place place = request.place(kind);
    request.managesMembersOf(place);
    return place;
  }

  private Answer list(Request request, Place place) {
    String query = request.params().text("query");
    List<Invitation> invitations =
        place.invitations.values().stream()
            .filter(one -> query == null || one.email().contains(World.folded(query)))
            .toList();
    return Pages.of(request, invitations, Entities::invitation);
  }

  private Answer invite(Request request, Place place) {
    List<String> emails = request.params().list("email");
    List<String> ids = request.params().list("user_id");
    if (emails.isEmpty() && ids.isEmpty()) {
      throw Refusal.parameter(
          "email, user_id are missing, at least one parameter must be provided");
    }
    Admission wanted = Admission.of(request, place);
    request.mayHandle(place, wanted.level());
    Map<String, String> errors = new LinkedHashMap<>();
    for (String email : emails) {
      Optional<User> known = request.world().userByEmail(email);
      (known.isPresent()
              ? admit(request, place, known.get(), wanted)
              : send(request, place, World.folded(email), wanted))
          .ifPresent(problem -> errors.put(email, problem));
    }
    for (String id : ids) {
      invited(request, id)
          .map(user -> admit(request, place, user, wanted))
          .orElseGet(() -> Optional.of("User not found"))
          .ifPresent(problem -> errors.put(id, problem));
    }
    return Answer.json(
        201,
        errors.isEmpty()
            ? Json.object("status", "success")
            : Json.object("status", "error", "message", errors));
  }

  private static Optional<User> invited(Request request, String id) {
    return id.matches("[0-9]{1,18}")
        ? Optional.ofNullable(request.world().users.get(Long.parseLong(id)))
        : Optional.empty();
  }

  private static Optional<String> admit(Request request, Place place, User user, Admission wanted) {
    if (place.members.containsKey(user.id)) {
      return Optional.of("User already exists in source");
    }
    Optional<String> problem = Admission.belowInherited(place, user, wanted.level());
    if (problem.isEmpty()) {
      request.world().put(place, wanted.of(request, user));
    }
    return problem.map(text -> "Access level " + text);
  }

  private static Optional<String> send(
      Request request, Place place, String email, Admission wanted) {
    if (!EMAIL.matcher(email).matches()) {
      return Optional.of("Invite email is invalid");
    }
    if (find(place, email).isPresent()) {
      return Optional.of("Invite email has already been taken");
    }
    World world = request.world();
    long id = world.nextRow();
    place.invitations.put(
        id,
        new Invitation(
            id,
            email,
            wanted.level(),
            wanted.expiresAt(),
            wanted.memberRoleId(),
            world.now(),
            request.caller(),
            Tokens.fingerprint(world.newToken()).substring(0, 20)));
    return Optional.empty();
  }

  /** The comparison is exact: an address in capitals is not found. */
  static Optional<Invitation> find(Place place, String email) {
    return place.invitations.values().stream().filter(one -> one.email().equals(email)).findFirst();
  }

  private static Invitation named(Request request, Place place) {
    return find(place, request.call().variable("email")).orElseThrow(Refusal::notFound);
  }

  private Answer change(Request request, Place place) {
    Params params = request.params();
    if (!params.has("access_level") && !params.has("expires_at")) {
      throw Refusal.parameter(
          "access_level, expires_at are missing, at least one parameter must be provided");
    }
    Invitation old = named(request, place);
    int level = params.has("access_level") ? Admission.level(request, place) : old.level();
    request.mayHandle(place, level);
    Invitation changed =
        new Invitation(
            old.id(),
            old.email(),
            level,
            params.has("expires_at") ? Admission.end(request) : old.expiresAt(),
            old.memberRoleId(),
            old.createdAt(),
            old.createdBy(),
            old.token());
    place.invitations.put(old.id(), changed);
    return Answer.json(200, Entities.invitation(changed));
  }

  private Answer cancel(Request request, Place place) {
    place.invitations.remove(named(request, place).id());
    return Answer.noContent();
  }

  /** What the click on the link in the mail does, in every place that invited this address. */
  static List<Place> accept(World world, String email, User user) {
    List<Place> joined = new ArrayList<>();
    for (Place place : world.places) {
      find(place, World.folded(email))
          .ifPresent(invitation -> {
            place.invitations.remove(invitation.id());
            world.put(
                place,
                new Membership(
                    user,
                    invitation.level(),
                    invitation.expiresAt(),
                    invitation.memberRoleId(),
                    world.now(),
                    invitation.createdBy()));
            joined.add(place);
          });
    }
    return joined;
  }
}

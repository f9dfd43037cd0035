package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An authenticated request: who asks for what, and what he may do. */
record Request(Call call, Params params, World world, AccessToken token) {

  /** Answers one kind of request, or refuses it. */
  @FunctionalInterface
  interface Endpoint {
    Answer answer(Request request);
  }

  User caller() {
    return token.user;
  }

  boolean byAdmin() {
    return caller().admin;
  }

  void adminOnly() {
    if (!byAdmin()) {
      throw Refusal.forbidden();
    }
  }

  /** The number in the path. */
  long number(String variable) {
    try {
      return Long.parseLong(call.variable(variable));
    } catch (NumberFormatException e) {
      throw Refusal.parameter(variable + " is invalid");
    }
  }

  User user(String variable) {
    return found(world.users.get(number(variable)), () -> Refusal.noSuch("User"));
  }

  static <T> T found(@Nullable T row, Supplier<Refusal> refusal) {
    if (row == null) {
      throw refusal.get();
    }
    return row;
  }

  /** A place the caller may see; places are private, so others do not exist for him. */
  Place place(Place.Kind kind) {
    return world
        .place(kind, call.variable("id"))
        .filter(place -> byAdmin() || levelIn(place) > 0 || seesByChild(place))
        .orElseThrow(() -> Refusal.noSuch(kind.label));
  }

  private boolean seesByChild(Place place) {
    return world.places.stream()
        .anyMatch(child -> child.below(place) && child.directLevel(caller().id) > 0);
  }

  int levelIn(Place place) {
    return place.effectiveLevel(caller().id);
  }

  boolean owns(Place place) {
    return byAdmin() || levelIn(place) >= AccessLevel.OWNER.value();
  }

  /** Groups are for Owners, projects for Maintainers too. */
  void managesMembersOf(Place place) {
    int needed =
        place.kind == Place.Kind.GROUP ? AccessLevel.OWNER.value() : AccessLevel.MAINTAINER.value();
    if (!byAdmin() && levelIn(place) < needed) {
      throw Refusal.forbidden();
    }
    if (!byAdmin() && place.lockedHereOrAbove()) {
      throw Refusal.message(405, "405 Method Not Allowed");
    }
  }

  /** Nobody gives or takes a level above his own. */
  void mayHandle(Place place, int level) {
    if (!byAdmin() && level > levelIn(place)) {
      throw Refusal.forbidden();
    }
  }
}

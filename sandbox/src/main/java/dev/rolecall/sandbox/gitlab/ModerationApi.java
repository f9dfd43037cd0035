package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * {@code POST /users/:id/block} and its kin. They answer 201 with {@code true}, never with a user,
 * and {@code null} when there was nothing to do.
 */
final class ModerationApi {

  private static final Duration DORMANT = Duration.ofDays(90);

  void register(BiConsumer<String, Request.Endpoint> routes) {
    on(routes, "block", this::block);
    on(routes, "unblock", this::unblock);
    on(routes, "deactivate", this::deactivate);
    on(routes, "activate", this::activate);
    on(routes, "ban", this::ban);
    on(routes, "unban", this::unban);
    on(routes, "approve", this::approve);
    on(routes, "reject", this::reject);
  }

  private static void on(
      BiConsumer<String, Request.Endpoint> routes,
      String action,
      Function<Request, Answer> endpoint) {
    routes.accept(
        "POST /api/v4/users/{id}/" + action,
        request -> {
          request.adminOnly();
          return endpoint.apply(request);
        });
  }

  private static Answer become(User user, String state) {
    user.state = state;
    return Answer.json(201, true);
  }

  private static Answer nothingToDo() {
    return Answer.json(201, null);
  }

  private Answer block(Request request) {
    User user = request.user("id");
    if (user.is("ldap_blocked")) {
      throw Refusal.forbidden("LDAP blocked users cannot be modified by the API");
    }
    if (user == request.caller()) {
      throw Refusal.forbidden("The API initiating user cannot be blocked by the API");
    }
    return user.is("blocked") ? nothingToDo() : become(user, "blocked");
  }

  private Answer unblock(Request request) {
    User user = request.user("id");
    if (user.is("ldap_blocked")) {
      throw Refusal.forbidden("LDAP blocked users cannot be unblocked by the API");
    }
    if (user.is("deactivated")) {
      throw Refusal.forbidden("Deactivated users cannot be unblocked by the API");
    }
    return become(user, "active");
  }

  private Answer deactivate(Request request) {
    User user = request.user("id");
    if (user.is("blocked")) {
      throw Refusal.forbidden("A blocked user cannot be deactivated by the API");
    }
    if (user.is("deactivated")) {
      return nothingToDo();
    }
    if (user.lastActivity != null
        && user.lastActivity.plus(DORMANT).isAfter(request.world().now())) {
      throw Refusal.forbidden(
          "The user you are trying to deactivate has been active in the past 90 days and cannot be"
              + " deactivated");
    }
    return become(user, "deactivated");
  }

  private Answer activate(Request request) {
    User user = request.user("id");
    if (user.is("blocked")) {
      throw Refusal.forbidden("A blocked user must be unblocked to be activated");
    }
    return become(user, "active");
  }

  private Answer ban(Request request) {
    User user = request.user("id");
    if (!user.is("active")) {
      throw Refusal.forbidden("You cannot ban " + user.state + " users.");
    }
    return become(user, "banned");
  }

  private Answer unban(Request request) {
    User user = request.user("id");
    if (!user.is("banned")) {
      throw Refusal.forbidden("You cannot unban " + user.state + " users.");
    }
    return become(user, "active");
  }

  private Answer approve(Request request) {
    User user = pending(request, "The user you are trying to approve is not pending approval");
    user.state = "active";
    return Answer.json(201, Json.object("message", "Success"));
  }

  private Answer reject(Request request) {
    User user = pending(request, "User does not have a pending request");
    request.world().removeUser(user);
    return Answer.json(200, Json.object("message", "Success"));
  }

  private static User pending(Request request, String otherwise) {
    User user = request.user("id");
    if (!user.is("blocked_pending_approval")) {
      throw Refusal.message(409, otherwise);
    }
    return user;
  }
}

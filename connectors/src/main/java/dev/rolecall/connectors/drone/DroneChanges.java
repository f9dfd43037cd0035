package dev.rolecall.connectors.drone;

import static dev.rolecall.connectors.drone.DroneConnectorType.ADMIN;
import static dev.rolecall.connectors.drone.DroneConnectorType.SERVER;
import static dev.rolecall.connectors.drone.DroneConnectorType.USER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Changes users of one Drone server. To have an account is the role {@code user}: granting it is
 * creating the account, and taking the role away is taking the account away, in the order that was
 * proved to end access (demote and deactivate, rotate the token, delete).
 */
final class DroneChanges {
  private final HttpCaller drone;
  private final DroneUsers users;

  DroneChanges(HttpCaller drone, DroneUsers users) {
    this.drone = drone;
    this.users = users;
  }

  /**
   * Makes one change.
   *
   * @throws ToolException when what has to be known before could not be read; nothing was written
   */
  Applied apply(Whom whom, Change change) throws ToolException {
    return switch (change) {
      case Change.CreateAccount create -> create(whom);
      case Change.EnableAccount enable -> forUser(whom, this::enable);
      case Change.DisableAccount disable -> away(whom, this::disable);
      case Change.RevokeCredentials revoke -> away(whom, this::rotate);
      case Change.EndSessions end ->
          new Applied.Invalid(Call.NONE, "sessions end with the account");
      case Change.DeleteAccount delete -> away(whom, this::delete);
      case Change.Grant grant ->
          known(grant.scope(), grant.role())
              ? forUser(whom, user -> grant(user, grant.role()))
              : unknownRole();
      case Change.ChangeRole to ->
          known(to.scope(), to.to()) ? forUser(whom, user -> changeRole(user, to)) : unknownRole();
      case Change.Revoke revoke ->
          known(revoke.scope(), revoke.role())
              ? away(whom, user -> revoke(user, revoke.role()))
              : unknownRole();
      case Change.Invite invite -> noInvitations();
      case Change.CancelInvite cancel -> noInvitations();
    };
  }

  private Applied create(Whom whom) throws ToolException {
    if (whom.createAs().isEmpty()) {
      return new Applied.Invalid(Call.NONE, "no login is configured to create an account under");
    }
    String login = whom.createAs().get();
    if (!DroneUsers.possible(login)) {
      return new Applied.Invalid(
          Call.NONE,
          "Drone accepts letters, digits, dot, dash and underscore in a login, at most 50, and so"
              + " no e-mail address");
    }
    ObjectNode body = HttpCaller.object().put("login", login).put("admin", false);
    Reply reply = drone.send(Request.post("/api/users").sending(body.put("machine", false)));
    if (saysDuplicate(reply)) {
      // A database error reads alike: only an account that is there is a duplicate.
      return users.byLogin(login).isPresent()
          ? new Applied.Conflict(reply.call())
          : new Applied.Unknown(reply.call());
    }
    if (reply instanceof Answer answer && answer.status() == 402) {
      return new Applied.Refused(reply.call(), "the licence of this Drone allows no more users");
    }
    return written(reply);
  }

  /** Something that is done to a user who is there. */
  private interface Work {
    Applied with(DroneUser user) throws ToolException;
  }

  /** Nobody there: read again. */
  private Applied forUser(Whom whom, Work work) throws ToolException {
    Optional<DroneUser> user = user(whom);
    return user.isEmpty() ? new Applied.Conflict(Call.NONE) : work.with(user.get());
  }

  /** Nobody there: it is so already. Our own account: never, because nobody could undo it. */
  private Applied away(Whom whom, Work work) throws ToolException {
    Optional<DroneUser> user = user(whom);
    if (user.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    return own(user.get()) ? own() : work.with(user.get());
  }

  private Applied enable(DroneUser user) {
    return user.active()
        ? new Applied.Already(Call.NONE)
        : patch(user, HttpCaller.object().put("active", true), DroneUser::active);
  }

  private Applied disable(DroneUser user) {
    return user.active() || user.admin() ? suspend(user) : new Applied.Already(Call.NONE);
  }

  private Applied suspend(DroneUser user) {
    return patch(
        user,
        HttpCaller.object().put("admin", false).put("active", false),
        after -> !after.admin() && !after.active());
  }

  /** Servers before 2.15.0 do not have the call; there the deletion that follows ends the token. */
  private Applied rotate(DroneUser user) {
    Reply reply = drone.send(Request.post("/api/users/{login}/token/rotate", user.login()));
    if (DroneUsers.saysNobody(reply)) {
      return new Applied.Already(reply.call());
    }
    if (reply instanceof Answer answer
        && (answer.status() == 405 || (answer.status() == 404 && answer.message().isEmpty()))) {
      return new Applied.Done(reply.call());
    }
    return written(reply);
  }

  private Applied delete(DroneUser user) {
    Reply reply = drone.send(Request.delete("/api/users/{login}", user.login()));
    return DroneUsers.saysNobody(reply) ? new Applied.Already(reply.call()) : written(reply);
  }

  /** A role that is granted never lowers one that somebody else has just given. */
  private Applied grant(DroneUser user, String role) {
    if (user.role().equals(role)) {
      return new Applied.Already(Call.NONE);
    }
    return role.equals(USER) ? new Applied.Conflict(Call.NONE) : setAdmin(user, true);
  }

  private Applied changeRole(DroneUser user, Change.ChangeRole change) throws ToolException {
    if (user.role().equals(change.to())) {
      return new Applied.Already(Call.NONE);
    }
    if (!user.role().equals(change.from())) {
      return new Applied.Conflict(Call.NONE);
    }
    boolean lower = change.to().equals(USER);
    return lower && own(user) ? own() : setAdmin(user, !lower);
  }

  private Applied revoke(DroneUser user, String role) {
    return user.role().equals(role) ? remove(user) : new Applied.Conflict(Call.NONE);
  }

  private Applied remove(DroneUser user) {
    Applied suspended = suspend(user);
    if (!(suspended instanceof Applied.Done)) {
      return suspended;
    }
    Applied rotated = rotate(user);
    return rotated instanceof Applied.Done ? delete(user) : rotated;
  }

  private Applied setAdmin(DroneUser user, boolean admin) {
    return patch(user, HttpCaller.object().put("admin", admin), after -> after.admin() == admin);
  }

  private Applied patch(DroneUser user, JsonNode body, Predicate<DroneUser> asWanted) {
    Reply reply = drone.send(Request.patch("/api/users/{login}", user.login()).sending(body));
    if (DroneUsers.saysNobody(reply)) {
      return new Applied.Conflict(reply.call());
    }
    Applied applied = written(reply);
    return applied instanceof Applied.Done && !shows(reply, asWanted)
        ? new Applied.Unknown(reply.call())
        : applied;
  }

  private static boolean shows(Reply reply, Predicate<DroneUser> asWanted) {
    try {
      return asWanted.test(DroneUser.of(Meaning.read(reply)));
    } catch (ToolException notAUser) {
      return false;
    }
  }

  /** Drone lets an administrator demote and delete itself. */
  private boolean own(DroneUser user) throws ToolException {
    return users.self().id().equals(user.id());
  }

  private static Applied own() {
    return new Applied.Refused(Call.NONE, "this is the account Rolecall works with");
  }

  private Optional<DroneUser> user(Whom whom) throws ToolException {
    return DroneConnector.locate(users, whom).map(DroneConnector.Found::user);
  }

  private static boolean known(String scope, String role) {
    return scope.equals(SERVER) && (role.equals(USER) || role.equals(ADMIN));
  }

  private static Applied unknownRole() {
    return new Applied.Invalid(Call.NONE, "Drone has the scope server with the roles user, admin");
  }

  private static Applied noInvitations() {
    return new Applied.Invalid(Call.NONE, "Drone has no invitations");
  }

  /** SQLite's words and PostgreSQL's. */
  private static boolean saysDuplicate(Reply reply) {
    return reply instanceof Answer answer
        && answer.status() == 500
        && (answer.message().contains("UNIQUE constraint failed")
            || answer.message().contains("duplicate key"));
  }

  /** 403: our account is no administrator. 404: any error of the database. */
  private static Applied written(Reply reply) {
    if (reply instanceof Answer answer && answer.status() == 403) {
      return new Applied.Unauthorised(reply.call(), "the token's account is no administrator");
    }
    if (reply instanceof Answer answer && answer.status() == 404) {
      return new Applied.Unknown(reply.call());
    }
    return Meaning.written(reply);
  }
}

package dev.rolecall.connectors.jenkins;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import java.util.List;

/**
 * The calls of the role strategy plugin. They answer 200 also when they did nothing, because there
 * is no such role, or no entry of that kind and spelling: so each write is followed by a read.
 */
final class RoleStrategy {
  private static final String BASE = "/role-strategy/strategy/";

  private final HttpCaller jenkins;

  RoleStrategy(HttpCaller jenkins) {
    this.jenkins = jenkins;
  }

  static Request list(Shape shape) {
    return Request.get(BASE + "getAllRoles").with("type", shape.type);
  }

  /** A read that only those may make who may also write. */
  static Request administratorsOnly() {
    return Request.get(BASE + "getMatchingJobs").with("pattern", "-").with("maxJobs", "1");
  }

  /**
   * All roles of a shape.
   *
   * @throws ToolException also where the plugin does not decide who may do what
   */
  Roles read(Shape shape) throws ToolException {
    return Roles.of(jenkins.read(list(shape)));
  }

  /** Never replaces a role: that would take it from everybody who holds it. */
  Applied create(Place place, String role, String permissions) {
    Request request =
        form("addRole", place.shape(), role)
            .form("permissionIds", permissions)
            .form("overwrite", "false");
    return write(
        place.shape() == Shape.GLOBAL ? request : request.form("pattern", place.pattern()),
        place.shape(),
        roles -> roles.has(role));
  }

  /**
   * As a user; where the plugin has no such call (before 657), as its untyped entry.
   *
   * @param typed false: the roles are known to be of such a version
   */
  Applied assign(Shape shape, String role, String login, boolean typed) {
    Proof held = roles -> roles.holds(role, login);
    if (typed) {
      Request user = form("assignUserRole", shape, role).form("user", login);
      Applied assigned = write(user, shape, held);
      if (assigned.call().status() != 404) {
        return assigned;
      }
    }
    return write(form("assignRole", shape, role).form("sid", login), shape, held);
  }

  /** Under every spelling; of the person alone, never of a group. */
  Applied unassign(Shape shape, String role, List<Roles.Entry> entries, boolean typed) {
    Applied done = new Applied.Already(Call.NONE);
    for (Roles.Entry entry : entries) {
      boolean user = typed && entry.kind() == Roles.Entry.Kind.USER;
      done =
          write(
              user
                  ? form("unassignUserRole", shape, role).form("user", entry.sid())
                  : form("unassignRole", shape, role).form("sid", entry.sid()),
              shape,
              roles -> !roles.holders().getOrDefault(role, List.of()).contains(entry));
      if (!(done instanceof Applied.Done)) {
        return done;
      }
    }
    return done;
  }

  /** What has to be seen after a write. */
  private interface Proof {
    boolean in(Roles roles);
  }

  private Applied write(Request request, Shape shape, Proof proof) {
    Reply reply = jenkins.send(request);
    Applied written = meaning(reply);
    if (!(written instanceof Applied.Done)) {
      return written;
    }
    try {
      return proof.in(read(shape)) ? written : new Applied.Unknown(reply.call());
    } catch (ToolException unread) {
      return new Applied.Unknown(reply.call());
    }
  }

  /** 403: our account is no administrator. */
  static Applied meaning(Reply reply) {
    return reply instanceof Answer answer && answer.status() == 403
        ? new Applied.Unauthorised(reply.call(), "the token's account is no administrator")
        : Meaning.written(reply);
  }

  private static Request form(String name, Shape shape, String role) {
    return Request.post(BASE + name).form("type", shape.type).form("roleName", role);
  }
}

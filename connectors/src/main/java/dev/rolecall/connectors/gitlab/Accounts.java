package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.util.Optional;

/** Creates, blocks and unblocks users of a self-managed instance. */
final class Accounts {
  private final HttpCaller gitlab;
  private final Users users;

  Accounts(HttpCaller gitlab, Users users) {
    this.gitlab = gitlab;
    this.users = users;
  }

  /** With a password that nobody knows: people sign in through the identity provider. */
  Applied create(Whom whom) throws ToolException {
    if (whom.createAs().isEmpty() || whom.email().isEmpty()) {
      return new Applied.Invalid(
          Call.NONE, "an account needs a configured username and an e-mail address");
    }
    String username = whom.createAs().get();
    ObjectNode body =
        HttpCaller.object()
            .put("username", username)
            .put("email", whom.email().get())
            .put("name", whom.displayName().filter(name -> !name.isBlank()).orElse(username))
            .put("force_random_password", true)
            .put("skip_confirmation", true);
    Reply reply = gitlab.send(Request.post("/users").sending(body));
    if (reply instanceof Answer answer && answer.status() == 409) {
      return taken(whom, username, reply.call());
    }
    return Words.written(reply);
  }

  /** Reading again shows it, or else the address belongs to somebody whom nothing finds. */
  private Applied taken(Whom whom, String username, Call call) {
    try {
      return users.find(whom).isPresent() || users.byUsername(username).isPresent()
          ? new Applied.Conflict(call)
          : new Applied.Refused(call, "another account has this e-mail address");
    } catch (ToolException unread) {
      return new Applied.Conflict(call);
    }
  }

  /** Unlike deactivation, which the next sign-in undoes. */
  Applied block(String user) {
    Reply reply = gitlab.send(Request.post("/users/{id}/block", user));
    if (Words.notFound(reply)) {
      return new Applied.Already(reply.call());
    }
    if (Words.says(reply, 403, "ldap")) {
      return new Applied.Refused(reply.call(), "LDAP blocks and unblocks this account");
    }
    if (Words.says(reply, 403, "initiating user")) {
      return new Applied.Refused(reply.call(), "this is the account Rolecall works with");
    }
    return didSomething(reply);
  }

  Applied enable(User user) {
    return switch (user.state()) {
      case "active" -> new Applied.Already(Call.NONE);
      case "blocked" -> act(user, "/users/{id}/unblock");
      case "deactivated" -> act(user, "/users/{id}/activate");
      case "blocked_pending_approval" ->
          new Applied.PendingExternal(Call.NONE, "approval by a GitLab administrator");
      default ->
          new Applied.Refused(Call.NONE, "GitLab or LDAP has locked this account, not Rolecall");
    };
  }

  private Applied act(User user, String template) {
    Reply reply = gitlab.send(Request.post(template, user.id()));
    return Words.says(reply, 403, "ldap")
        ? new Applied.Refused(reply.call(), "LDAP blocks and unblocks this account")
        : didSomething(reply);
  }

  /** 201 with {@code null}: it was so already. */
  private static Applied didSomething(Reply reply) {
    Applied applied = Words.written(reply);
    Optional<JsonNode> body = reply instanceof Answer answer ? answer.json() : Optional.empty();
    return applied instanceof Applied.Done && body.filter(JsonNode::isNull).isPresent()
        ? new Applied.Already(reply.call())
        : applied;
  }
}

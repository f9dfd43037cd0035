package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.buildkite.Invitations.Pending;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Invites people once, with everything that they are to have. */
final class Inviting {
  private final Invitations invitations;
  private final Collecting collecting;
  private final Members members;
  private final OwnToken token;

  Inviting(Invitations invitations, Collecting collecting, Members members, OwnToken token) {
    this.invitations = invitations;
    this.collecting = collecting;
    this.members = members;
    this.token = token;
  }

  Applied invite(Optional<String> email, String scope, String role) throws ToolException {
    if (email.isEmpty() || !Invitations.possible(email.get())) {
      return new Applied.Invalid(Call.NONE, "an invitation needs one e-mail address");
    }
    Optional<Map<String, String>> all = collecting.add(email.get(), scope, role);
    return all.isEmpty()
        ? new Applied.PendingExternal(Call.NONE, "goes into one invitation with the other roles")
        : send(email.get(), all.get());
  }

  /** Takes the whole invitation back; what else it held is invited to again. */
  Applied cancel(Optional<String> email, String scope) throws ToolException {
    Optional<Pending> pending =
        email.isEmpty() ? Optional.empty() : invitations.pending(email.get());
    if (pending.isEmpty() || !pending.get().roles().containsKey(scope)) {
      return new Applied.Already(Call.NONE);
    }
    collecting.over(email.get());
    return revoke(pending.get());
  }

  private Applied send(String email, Map<String, String> wanted) throws ToolException {
    Map<String, String> roles = new HashMap<>(wanted);
    Optional<Pending> pending = invitations.pending(email);
    if (pending.isPresent()) {
      Map<String, String> promised = pending.get().roles();
      if (!agree(promised, wanted)) {
        return new Applied.Conflict(Call.NONE);
      }
      if (promised.keySet().containsAll(wanted.keySet())) {
        return new Applied.Already(Call.NONE);
      }
      roles.putAll(promised);
      Applied revoked = revoke(pending.get());
      if (!(revoked instanceof Applied.Done)) {
        return revoked;
      }
    }
    members.sawInvited(email);
    Reply reply = invitations.send(email, roles);
    Optional<String> invalid = Buildkite.invalid(reply);
    if (invalid.isPresent()) {
      return refused(email, reply, invalid.get());
    }
    Applied applied = token.written(reply);
    return applied instanceof Applied.Done
        ? new Applied.PendingExternal(reply.call(), "the invited person has to accept")
        : applied;
  }

  private static boolean agree(Map<String, String> promised, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(
            role -> promised.getOrDefault(role.getKey(), role.getValue()).equals(role.getValue()));
  }

  /** 422 or 404: it is not pending any longer, and the next look tells what it became. */
  private Applied revoke(Pending pending) throws ToolException {
    Reply reply = invitations.revoke(pending);
    return Buildkite.saysNotFound(reply) || Buildkite.invalid(reply).isPresent()
        ? new Applied.Conflict(reply.call())
        : token.written(reply);
  }

  /** The texts are not documented: what can be read goes before what they say. */
  private Applied refused(String email, Reply reply, String text) throws ToolException {
    members.forget();
    if (members.byEmail(email).isPresent() || invitations.pending(email).isPresent()) {
      return new Applied.Conflict(reply.call());
    }
    if (text.contains("already")) {
      return new Applied.Refused(
          reply.call(),
          "a member has this address, but not as the primary one: link the account by hand");
    }
    if (text.contains("limit") || text.contains("quota")) {
      return new Applied.Refused(
          reply.call(),
          "as many invitations are pending, or as many people are in the organization, as"
              + " Buildkite allows: revoke some, or ask Buildkite for more");
    }
    return new Applied.Refused(reply.call(), "Buildkite does not accept the invitation");
  }
}

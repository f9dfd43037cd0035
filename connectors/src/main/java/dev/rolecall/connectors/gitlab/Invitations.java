package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.gitlab.Roles.Role;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Invitations by e-mail. GitLab answers them with 201 whatever happened, and says it inside. */
final class Invitations {
  /** One address: GitLab reads commas as a list. */
  private static final Pattern ADDRESS = Pattern.compile("[^\\s,@]{1,64}@[^\\s,@/]{1,255}");

  private final HttpCaller gitlab;
  private final Roles roles;

  /** A pending invitation, with the address as GitLab stores it. */
  record Pending(String address, Member promised) {
    @Override
    public String toString() {
      return "Pending[" + promised + "]";
    }
  }

  Invitations(HttpCaller gitlab, Roles roles) {
    this.gitlab = gitlab;
    this.roles = roles;
  }

  Optional<Pending> pending(Place place, String email) throws ToolException {
    if (!ADDRESS.matcher(email).matches()) {
      return Optional.empty();
    }
    Request list = Request.get(place.template("/invitations"), place.path()).with("query", email);
    for (JsonNode row : Pages.all(gitlab, list)) {
      if (row.path("invite_email").asText("").equalsIgnoreCase(email)) {
        return Optional.of(new Pending(row.path("invite_email").asText(), Member.of(row, roles)));
      }
    }
    return Optional.empty();
  }

  Optional<ObservedRole> observed(Place place, String email) throws ToolException {
    return pending(place, email)
        .map(invitation -> invitation.promised().observed(place, Holding.INVITED));
  }

  Applied invite(Place place, String email, Role role, Optional<LocalDate> ends) {
    if (!ADDRESS.matcher(email).matches()) {
      return new Applied.Invalid(Call.NONE, "not one e-mail address");
    }
    ObjectNode body = HttpCaller.object().put("email", email).put("access_level", role.number());
    role.custom().ifPresent(id -> body.put("member_role_id", id));
    ends.ifPresent(day -> body.put("expires_at", day.toString()));
    Reply reply =
        gitlab.send(Request.post(place.template("/invitations"), place.path()).sending(body));
    if (!(reply instanceof Answer answer) || !answer.succeeded()) {
      return Words.written(reply);
    }
    if (Words.queued(reply)) {
      return new Applied.PendingExternal(reply.call(), "approval by a GitLab administrator");
    }
    boolean failed = answer.json().map(b -> b.path("status").asText("")).orElse("").equals("error");
    return failed
        ? failed(place, email, role, ends, answer)
        : afterInvitation(place, email, answer.call());
  }

  /** Who has an account with this address is a member at once. */
  private Applied afterInvitation(Place place, String email, Call call) {
    try {
      return pending(place, email).isPresent()
          ? new Applied.PendingExternal(call, "the invited person has to accept")
          : new Applied.Done(call);
    } catch (ToolException unread) {
      return new Applied.Unknown(call);
    }
  }

  private Applied failed(
      Place place, String email, Role role, Optional<LocalDate> ends, Answer answer) {
    String text = Words.text(answer);
    if (Words.inherited(text)) {
      return new Applied.SatisfiedByInheritance(answer.call());
    }
    if (text.contains("already been taken") || text.contains("already invited")) {
      return correct(place, email, role, ends, answer.call());
    }
    return text.contains("already")
        ? new Applied.Conflict(answer.call())
        : new Applied.Refused(answer.call(), "GitLab did not accept the invitation");
  }

  /** Somebody is invited already, perhaps to another role. */
  private Applied correct(
      Place place, String email, Role role, Optional<LocalDate> ends, Call refused) {
    try {
      Optional<Pending> pending = pending(place, email);
      if (pending.isEmpty()) {
        return new Applied.Conflict(refused);
      }
      Member promised = pending.get().promised();
      if (promised.level() == role.number() && promised.ends().equals(ends)) {
        return new Applied.Already(refused);
      }
      ObjectNode body = HttpCaller.object().put("access_level", role.number());
      body.put("expires_at", ends.map(LocalDate::toString).orElse(""));
      Reply reply =
          gitlab.send(
              Request.put(
                      place.template("/invitations/{email}"), place.path(), pending.get().address())
                  .sending(body));
      Applied applied = Words.written(reply);
      return applied instanceof Applied.Done
          ? new Applied.PendingExternal(reply.call(), "the invited person has to accept")
          : applied;
    } catch (ToolException unread) {
      return new Applied.Conflict(refused);
    }
  }

  Applied cancel(Place place, String email) throws ToolException {
    Optional<Pending> pending = pending(place, email);
    if (pending.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    Reply reply =
        gitlab.send(
            Request.delete(
                place.template("/invitations/{email}"), place.path(), pending.get().address()));
    if (Words.notFound(reply)) {
      return new Applied.Already(reply.call());
    }
    return reply instanceof Answer answer && answer.status() == 422
        ? new Applied.Conflict(reply.call())
        : Words.written(reply);
  }
}

package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.gitlab.Roles.Role;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.CallClass;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members API of groups and projects, call by call. */
final class Members {
  private static final String ONE = "/members/{user}";

  private final HttpCaller gitlab;
  private final Roles roles;

  /** A membership that was asked for. */
  sealed interface Asked {
    record There(Member member) implements Asked {}

    record NotThere() implements Asked {}

    /** The group or project itself has gone. */
    record NoPlace() implements Asked {}
  }

  Members(HttpCaller gitlab, Roles roles) {
    this.gitlab = gitlab;
    this.roles = roles;
  }

  Asked direct(Place place, String user) throws ToolException {
    return asked(Request.get(place.template(ONE), place.path(), user));
  }

  /** The highest of all ways; asked only to explain why there is no direct membership. */
  Asked inherited(Place place, String user) throws ToolException {
    return asked(
        Request.get(place.template("/members/all/{user}"), place.path(), user)
            .countedAs(CallClass.READ_INHERITED));
  }

  /** Everybody who is a direct member. */
  List<ObservedHolder> all(Place place) throws ToolException {
    List<ObservedHolder> holders = new ArrayList<>();
    for (JsonNode row : Pages.all(gitlab, Request.get(place.template("/members"), place.path()))) {
      holders.add(new ObservedHolder(User.of(row).observed(), Member.of(row, roles).role()));
    }
    return holders;
  }

  Reply add(Place place, String user, Role role, Optional<LocalDate> ends) {
    ObjectNode body = HttpCaller.object().put("user_id", Long.parseLong(user));
    body.put("access_level", role.number());
    role.custom().ifPresent(id -> body.put("member_role_id", id));
    ends.ifPresent(day -> body.put("expires_at", day.toString()));
    return gitlab.send(Request.post(place.template("/members"), place.path()).sending(body));
  }

  /** What is left out of a PUT loses a custom role, and keeps an end. */
  Reply set(Place place, String user, Member now, Role role, Optional<LocalDate> ends) {
    ObjectNode body = HttpCaller.object().put("access_level", role.number());
    if (!ends.equals(now.ends())) {
      body.put("expires_at", ends.map(LocalDate::toString).orElse(""));
    }
    // A custom role that is not configured stays as long as its level does.
    Optional<Long> custom =
        role.custom()
            .or(() -> now.role().equals(role.name()) ? now.customRole() : Optional.empty());
    if (custom.isPresent()) {
      body.put("member_role_id", custom.get());
    } else if (now.customRole().isPresent()) {
      // Without the feature GitLab refuses the key, so it goes only where there is such a role.
      body.putNull("member_role_id");
    }
    return gitlab.send(Request.put(place.template(ONE), place.path(), user).sending(body));
  }

  /** Here only: without being told so, GitLab also removes the user from everything below. */
  Reply remove(Place place, String user) {
    return gitlab.send(
        Request.delete(place.template(ONE), place.path(), user)
            .with("skip_subresources", "true")
            .countedAs(CallClass.REMOVE_MEMBER));
  }

  private Asked asked(Request request) throws ToolException {
    Reply reply = gitlab.send(request);
    if (Words.notFound(reply)) {
      return new Asked.NotThere();
    }
    if (Words.placeMissing(reply) || redirected(reply)) {
      return new Asked.NoPlace();
    }
    return new Asked.There(Member.of(Meaning.read(reply), roles));
  }

  /** A place that was renamed answers so under its old path. */
  private static boolean redirected(Reply reply) {
    return reply instanceof Answer answer && answer.status() >= 300 && answer.status() <= 399;
  }
}

package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Revokes what a leaver could still use: access tokens and keys, each kind listed, deleted and
 * listed again. What the person made for a project (deploy keys, project tokens) is the project's.
 */
final class Credentials {
  private final HttpCaller gitlab;
  private final Edition edition;
  private final Optional<String> group;

  /**
   * One kind of credential.
   *
   * @param owner value for the first placeholder of both paths; empty: there is none
   * @param all whether the list holds other people's as well
   */
  private record Kind(Request list, String delete, Optional<String> owner, boolean all) {
    Request deletion(String id) {
      return owner
          .map(first -> Request.delete(delete, first, id))
          .orElseGet(() -> Request.delete(delete, id));
    }
  }

  Credentials(HttpCaller gitlab, Edition edition, Optional<String> group) {
    this.gitlab = gitlab;
    this.edition = edition;
    this.group = group;
  }

  /**
   * Revokes all of them.
   *
   * @throws ToolException when nothing was revoked because it could not be read what there is
   */
  Applied revoke(String user) throws ToolException {
    if (edition == Edition.GITLAB_COM && group.isEmpty()) {
      return byHand(Call.NONE);
    }
    if (own(user)) {
      return new Applied.Refused(Call.NONE, "this is the account Rolecall works with");
    }
    Applied last = new Applied.Already(Call.NONE);
    for (Kind kind : kinds(user)) {
      Applied applied = revoke(kind, user, last);
      switch (applied) {
        case Applied.Done done -> last = done;
        case Applied.Already nothing -> {}
        default -> {
          return applied;
        }
      }
    }
    return last;
  }

  private Applied revoke(Kind kind, String user, Applied before) throws ToolException {
    Applied last = new Applied.Already(Call.NONE);
    try {
      for (String id : ids(kind, user)) {
        Reply reply = gitlab.send(kind.deletion(id));
        last =
            Words.says(reply, 404, "not found")
                ? new Applied.Done(reply.call())
                : Words.written(reply);
        if (!(last instanceof Applied.Done)) {
          return last;
        }
      }
      return last instanceof Applied.Done && !ids(kind, user).isEmpty()
          ? new Applied.Conflict(last.call())
          : last;
    } catch (ToolException unread) {
      Applied written = last instanceof Applied.Done ? last : before;
      if (written instanceof Applied.Done) {
        return new Applied.Unknown(written.call());
      }
      if (edition == Edition.GITLAB_COM
          && unread.kind() != ToolException.Kind.UNAVAILABLE
          && unread.kind() != ToolException.Kind.RATE_LIMITED) {
        return byHand(kind.list().call(0));
      }
      throw unread;
    }
  }

  private List<Kind> kinds(String user) {
    return switch (edition) {
      case SELF_MANAGED ->
          List.of(
              new Kind(
                  Request.get("/personal_access_tokens")
                      .with("user_id", user)
                      .with("state", "active"),
                  "/personal_access_tokens/{token}",
                  Optional.empty(),
                  true),
              ofUser(user, "/impersonation_tokens", "active"),
              ofUser(user, "/keys", ""),
              ofUser(user, "/gpg_keys", ""));
      case GITLAB_COM -> group.map(Credentials::ofEnterprise).orElse(List.of());
    };
  }

  private static Kind ofUser(String user, String rest, String state) {
    Request list = Request.get("/users/{id}" + rest, user);
    return new Kind(
        state.isEmpty() ? list : list.with("state", state),
        "/users/{id}" + rest + "/{item}",
        Optional.of(user),
        false);
  }

  /** GitLab 18.6 and later, enterprise users only. */
  private static List<Kind> ofEnterprise(String owner) {
    String tokens = "/groups/{group}/manage/personal_access_tokens";
    String keys = "/groups/{group}/manage/ssh_keys";
    return List.of(
        new Kind(
            Request.get(tokens, owner).with("state", "active").with("revoked", "false"),
            tokens + "/{token}",
            Optional.of(owner),
            true),
        new Kind(Request.get(keys, owner), keys + "/{key}", Optional.of(owner), true));
  }

  private List<String> ids(Kind kind, String user) throws ToolException {
    List<String> ids = new ArrayList<>();
    Reply first = gitlab.send(Pages.page(kind.list(), 1));
    if (Words.notFound(first)) {
      return ids;
    }
    for (JsonNode row : Pages.all(kind.list(), first, gitlab)) {
      if (!kind.all() || owner(row).equals(user)) {
        ids.add(row.path("id").asText());
      }
    }
    return ids;
  }

  /** Whose it is; a row that does not say so must not pass for another person's. */
  private static String owner(JsonNode row) throws ToolException {
    if (!row.path("user_id").canConvertToLong()) {
      throw new ToolException(
          ToolException.Kind.UNEXPECTED, "a list of credentials that does not say whose they are");
    }
    return row.path("user_id").asText();
  }

  /** Only a personal access token says whose it is; with another kind this cannot be our own. */
  private boolean own(String user) throws ToolException {
    Reply self = gitlab.send(Request.get("/personal_access_tokens/self"));
    if (self instanceof Answer answer && (answer.status() == 404 || answer.status() == 405)) {
      return false;
    }
    return Meaning.read(self).path("user_id").asText("").equals(user);
  }

  private static Applied byHand(Call call) {
    return new Applied.Manual(
        call,
        "GitLab.com lets nobody but the person revoke personal tokens and keys; an enterprise"
            + " user's can be revoked by an owner of the top-level group, under Credentials.");
  }
}

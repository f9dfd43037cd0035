package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds users; what is ambiguous is nobody. */
final class Users {
  private final HttpCaller gitlab;
  private final Edition edition;
  private final String provider;
  private final Optional<String> group;

  /** A user, and by which way it was found. */
  record Found(User user, String by) {}

  Users(HttpCaller gitlab, ToolSettings settings) {
    this.gitlab = gitlab;
    this.edition = Edition.of(settings);
    this.provider = settings.options().getOrDefault(GitLabConnectorType.PROVIDER, "saml");
    this.group = Optional.ofNullable(settings.options().get(GitLabConnectorType.GROUP));
  }

  /** By id once there is one, and then by nothing else. */
  Optional<Found> find(Whom whom) throws ToolException {
    if (whom.nativeId().isPresent()) {
      return byId(whom.nativeId().get()).map(user -> new Found(user, "id"));
    }
    for (Whom.Lookup lookup : whom.find()) {
      Optional<Found> found =
          switch (lookup.by()) {
            case LOGIN -> byUsername(lookup.value()).map(user -> new Found(user, "login"));
            case EMAIL -> byEmail(lookup.value()).map(user -> new Found(user, "email"));
            case EXTERNAL_ID ->
                byExternalId(lookup.value()).map(user -> new Found(user, "external id"));
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The only answer that says who is a bot. */
  Optional<User> byId(String id) throws ToolException {
    if (!id.matches("[0-9]{1,18}")) {
      throw new ToolException(Kind.UNEXPECTED, "not an id of a GitLab user");
    }
    Reply reply = gitlab.send(Request.get("/users/{id}", id));
    return Words.notFound(reply) ? Optional.empty() : Optional.of(User.of(Meaning.read(reply)));
  }

  /** Without regard to case, as GitLab compares. */
  Optional<User> byUsername(String username) throws ToolException {
    JsonNode list = gitlab.read(Request.get("/users").with("username", username));
    return only(list, user -> user.path("username").asText("").equalsIgnoreCase(username));
  }

  /** GitLab's search is fuzzy, and shows addresses to administrators and owners alone. */
  private Optional<User> byEmail(String email) throws ToolException {
    Optional<Request> search =
        switch (edition) {
          case SELF_MANAGED -> Optional.of(Request.get("/users"));
          case GITLAB_COM ->
              group.map(owner -> Request.get("/groups/{group}/enterprise_users", owner));
        };
    if (search.isEmpty() || email.isBlank()) {
      return Optional.empty();
    }
    return only(
        Pages.all(gitlab, search.get().with("search", email)),
        user -> user.path("email").asText("").equalsIgnoreCase(email) && !unconfirmed(user));
  }

  private Optional<User> byExternalId(String externalId) throws ToolException {
    return switch (edition) {
      case SELF_MANAGED ->
          only(
              gitlab.read(
                  Request.get("/users").with("extern_uid", externalId).with("provider", provider)),
              user -> true);
      case GITLAB_COM ->
          group.isEmpty() || !Request.safeInPath(externalId)
              ? Optional.empty()
              : bySamlIdentity(group.get(), externalId);
    };
  }

  private Optional<User> bySamlIdentity(String owner, String externalId) throws ToolException {
    Reply reply = gitlab.send(Request.get("/groups/{group}/saml/{uid}", owner, externalId));
    return Words.notFound(reply)
        ? Optional.empty()
        : byId(Meaning.read(reply).path("user_id").asText(""));
  }

  private Optional<User> only(Iterable<JsonNode> users, Predicate<JsonNode> exact)
      throws ToolException {
    List<String> ids = new ArrayList<>();
    for (JsonNode user : users) {
      if (exact.test(user)) {
        ids.add(User.of(user).id());
      }
    }
    return ids.size() == 1 ? byId(ids.getFirst()) : Optional.empty();
  }

  /** Anybody can sign up with a colleague's address and not confirm it. */
  private static boolean unconfirmed(JsonNode user) {
    return user.has("confirmed_at") && user.path("confirmed_at").isNull();
  }
}

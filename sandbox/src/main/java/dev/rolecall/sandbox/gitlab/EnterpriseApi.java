package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the Owner of a top-level group on GitLab.com sees of the accounts the group owns. */
final class EnterpriseApi {

  void register(BiConsumer<String, Request.Endpoint> routes) {
    routes.accept("GET /api/v4/groups/{id}/enterprise_users", this::list);
    routes.accept("GET /api/v4/groups/{id}/enterprise_users/{user}", this::one);
    String manage = "/api/v4/groups/{id}/manage";
    routes.accept("GET " + manage + "/personal_access_tokens", this::tokens);
    routes.accept("DELETE " + manage + "/personal_access_tokens/{token}", this::revoke);
    routes.accept("GET " + manage + "/ssh_keys", this::keys);
    routes.accept("DELETE " + manage + "/ssh_keys/{key}", this::deleteKey);
  }

  private static Place owned(Request request) {
    Place group = request.place(Place.Kind.GROUP);
    if (request.world().edition != Edition.GITLAB_COM || group.parent != null) {
      throw Refusal.message(404, "404 Not Found");
    }
    if (!request.owns(group)) {
      throw Refusal.forbidden();
    }
    return group;
  }

  private static boolean belongs(Place group, User user) {
    return user.enterpriseGroup != null && user.enterpriseGroup == group.id;
  }

  private Answer list(Request request) {
    Place group = owned(request);
    Params params = request.params();
    String username = params.text("username");
    String search = params.text("search");
    List<User> users =
        request.world().users.values().stream()
            .filter(user -> belongs(group, user))
            .filter(user -> username == null || user.username.equalsIgnoreCase(username))
            .filter(user -> search == null || matches(user, World.folded(search)))
            .filter(user -> !params.flag("active", false) || user.is("active"))
            .toList();
    return Pages.of(request, users, EnterpriseApi::entity);
  }

  private static boolean matches(User user, String text) {
    return World.folded(user.username).contains(text)
        || World.folded(user.name).contains(text)
        || World.folded(user.email).contains(text);
  }

  private Answer one(Request request) {
    Place group = owned(request);
    User user = request.user("user");
    if (!belongs(group, user)) {
      throw Refusal.noSuch("User");
    }
    return Answer.json(200, entity(user));
  }

  private static Map<String, @Nullable Object> entity(User user) {
    Map<String, @Nullable Object> json = Entities.full(user);
    json.remove("is_admin");
    json.put("scim_identities", List.of());
    return json;
  }

  private Answer tokens(Request request) {
    Place group = owned(request);
    List<AccessToken> tokens =
        request.world().tokens.values().stream()
            .filter(token -> belongs(group, token.user))
            .filter(CredentialsApi.inState(request, request.params()))
            .toList();
    return Pages.of(request, tokens, token -> token(token, request));
  }

  /** Without the description that administrators of an instance see. */
  private static Map<String, @Nullable Object> token(AccessToken token, Request request) {
    Map<String, @Nullable Object> json = Entities.token(token, request.world().today());
    json.remove("description");
    return json;
  }

  private Answer revoke(Request request) {
    Place group = owned(request);
    AccessToken token = request.world().tokens.get(request.number("token"));
    if (token == null || !belongs(group, token.user)) {
      throw Refusal.notFound();
    }
    return CredentialsApi.revoke(token);
  }

  private Answer keys(Request request) {
    Place group = owned(request);
    List<SshKey> keys =
        request.world().keys.values().stream().filter(key -> belongs(group, key.user())).toList();
    return Pages.of(request, keys, Entities::key);
  }

  private Answer deleteKey(Request request) {
    Place group = owned(request);
    SshKey key = request.world().keys.get(request.number("key"));
    if (key == null || !belongs(group, key.user())) {
      throw Refusal.notFound();
    }
    request.world().keys.remove(key.id());
    return Answer.noContent();
  }
}

package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Personal access tokens and SSH keys: one's own, anybody's for administrators. */
final class CredentialsApi {

  private static final String SELF = "/api/v4/personal_access_tokens/self";

  /** What a rotation without a date gives. */
  private static final int ROTATION_DAYS = 7;

  void register(BiConsumer<String, Request.Endpoint> routes) {
    routes.accept("GET " + SELF, r -> Answer.json(200, entity(r, r.token())));
    routes.accept("DELETE " + SELF, r -> revoke(r.token()));
    routes.accept("POST " + SELF + "/rotate", this::rotate);
    routes.accept("GET /api/v4/personal_access_tokens", this::list);
    routes.accept(
        "GET /api/v4/personal_access_tokens/{token}", r -> Answer.json(200, entity(r, own(r))));
    routes.accept("DELETE /api/v4/personal_access_tokens/{token}", r -> revoke(own(r)));
    routes.accept("GET /api/v4/users/{id}/keys", this::keys);
    routes.accept("DELETE /api/v4/users/{id}/keys/{key}", this::deleteKey);
    routes.accept("GET /api/v4/users/{id}/gpg_keys", this::none);
    routes.accept("GET /api/v4/users/{id}/impersonation_tokens", this::noneForAdmins);
  }

  private static Map<String, @Nullable Object> entity(Request request, AccessToken token) {
    return Entities.token(token, request.world().today());
  }

  /** The old token is dead at once. */
  private Answer rotate(Request request) {
    AccessToken old = request.token();
    LocalDate end = request.params().date("expires_at");
    String value = request.world().newToken();
    old.revoked = true;
    AccessToken token =
        request
            .world()
            .addToken(
                old.user,
                old.name,
                old.scopes,
                end == null ? request.world().today().plusDays(ROTATION_DAYS) : end,
                value,
                old);
    Map<String, @Nullable Object> json = entity(request, token);
    json.put("token", value);
    return Answer.json(200, json);
  }

  private Answer list(Request request) {
    Params params = request.params();
    Long asked = params.number("user_id");
    long user = asked == null ? request.caller().id : asked;
    if (user != request.caller().id && !request.byAdmin()) {
      throw Refusal.message(401, "401 Unauthorized");
    }
    boolean everybody = asked == null && request.byAdmin();
    List<AccessToken> tokens =
        request.world().tokens.values().stream()
            .filter(token -> everybody || token.user.id == user)
            .filter(inState(request, params))
            .toList();
    return Pages.of(request, tokens, token -> entity(request, token));
  }

  static Predicate<AccessToken> inState(Request request, Params params) {
    LocalDate today = request.world().today();
    String state = params.text("state");
    boolean revokedAsked = params.text("revoked") != null;
    return token ->
        (!revokedAsked || token.revoked == params.flag("revoked", false))
            && (state == null || token.active(today) == state.equals("active"));
  }

  private static AccessToken own(Request request) {
    AccessToken token = request.world().tokens.get(request.number("token"));
    if (token == null || (token.user != request.caller() && !request.byAdmin())) {
      throw request.byAdmin()
          ? Refusal.noSuch("Personal Access Token")
          : Refusal.message(401, "401 Unauthorized");
    }
    return token;
  }

  static Answer revoke(AccessToken token) {
    token.revoked = true;
    return Answer.noContent();
  }

  private Answer keys(Request request) {
    User user = request.user("id");
    List<SshKey> keys =
        request.world().keys.values().stream().filter(key -> key.user() == user).toList();
    return Pages.of(request, keys, Entities::key);
  }

  private Answer deleteKey(Request request) {
    request.adminOnly();
    SshKey key = request.world().keys.get(request.number("key"));
    if (key == null || key.user() != request.user("id")) {
      throw Refusal.noSuch("Key");
    }
    request.world().keys.remove(key.id());
    return Answer.noContent();
  }

  /** Nobody in the sandbox holds one. */
  private Answer none(Request request) {
    return Pages.of(request, List.of(request.user("id")).subList(0, 0), Entities::basic);
  }

  private Answer noneForAdmins(Request request) {
    request.adminOnly();
    return none(request);
  }
}

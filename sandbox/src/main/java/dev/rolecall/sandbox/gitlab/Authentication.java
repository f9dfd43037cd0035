package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose token it is and whether its scopes allow the request. */
final class Authentication {

  private static final String SELF = "/api/v4/personal_access_tokens/self";

  private final World world;

  Authentication(World world) {
    this.world = world;
  }

  static @Nullable String presented(Call call) {
    String header = call.header("private-token");
    if (header != null) {
      return header;
    }
    String bearer = call.bearer();
    return bearer == null ? call.parameter("private_token") : bearer;
  }

  Routes.Handler guard(Request.Endpoint endpoint) {
    return call -> {
      try {
        AccessToken token = authenticated(call);
        allow(token, call);
        return endpoint.answer(new Request(call, new Params(call), world, token));
      } catch (Refusal refusal) {
        return refusal.answer();
      }
    };
  }

  private AccessToken authenticated(Call call) {
    String value = presented(call);
    AccessToken token = value == null ? null : world.token(value).orElse(null);
    if (token == null) {
      throw Refusal.message(401, "401 Unauthorized");
    }
    if (token.revoked) {
      if (call.path().startsWith(SELF + "/rotate")) {
        revokeDescendants(token);
      }
      throw invalid("Token was revoked. You have to re-authorize from the user.");
    }
    if (token.hasExpired(world.today())) {
      throw invalid("Token is expired. You can either do re-authorization or token refresh.");
    }
    if (!token.user.is("active")) {
      throw Refusal.forbidden("Your account has been blocked.");
    }
    token.lastUsedAt = world.now();
    return token;
  }

  /** Rotating with a rotated token looks like theft: the whole family is revoked. */
  private void revokeDescendants(AccessToken ancestor) {
    for (AccessToken token : world.tokens.values()) {
      if (token.rotatedFrom == ancestor) {
        token.revoked = true;
        revokeDescendants(token);
      }
    }
  }

  private static Refusal invalid(String description) {
    return new Refusal(
        Answer.json(401, Json.object("error", "invalid_token", "error_description", description)));
  }

  private static void allow(AccessToken token, Call call) {
    List<String> scopes = token.scopes;
    boolean reads = call.method().equals("GET") || call.method().equals("HEAD");
    boolean readsUsers = call.path().startsWith("/api/v4/user") && scopes.contains("read_user");
    boolean itself =
        call.path().equals(SELF)
            || (call.path().equals(SELF + "/rotate") && scopes.contains("self_rotate"));
    boolean allowed =
        scopes.contains("api") || itself || (reads && (scopes.contains("read_api") || readsUsers));
    if (!allowed) {
      throw new Refusal(
          Answer.json(
              403,
              Json.object(
                  "error", "insufficient_scope",
                  "error_description",
                      "The request requires higher privileges than provided by the access token.",
                  "scope", reads ? "api read_api" : "api")));
    }
  }
}

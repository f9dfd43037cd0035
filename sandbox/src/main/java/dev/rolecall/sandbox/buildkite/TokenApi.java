package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Routes;

/** The token itself, its user, and the rate limit. Source: docs "Access token API". */
final class TokenApi {
  private TokenApi() {}

  static void register(Routes routes, Guard guard, RateLimits limits) {
    routes
        .on("GET", "/v2/access-token", guard.token((call, token) -> Answer.json(200, token.json())))
        .on("DELETE", "/v2/access-token", guard.token(TokenApi::revoke))
        .on("GET", "/v2/user", guard.token(TokenApi::user))
        .on(
            "GET",
            "/v2/organizations/{org}/rate_limit",
            guard.organization(
                "read_organizations", request -> limits.report(request.world().now())));
  }

  private static Answer revoke(Call call, Token token) {
    token.revoked = true;
    return Answer.noContent();
  }

  private static Answer user(Call call, Token token) {
    if (!token.scopes.contains("read_user")) {
      throw Refusal.forbidden();
    }
    return Answer.json(200, token.owner.json());
  }
}

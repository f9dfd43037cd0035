package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Routes;

/** Whose token it is, what its scopes allow, and how often. */
final class Guard {
  private static final String UNAUTHENTICATED =
      "Authentication required. Please supply a valid API Access Token:"
          + " https://buildkite.com/docs/apis/rest-api#authentication";

  private final World world;
  private final RateLimits limits;

  Guard(World world, RateLimits limits) {
    this.world = world;
    this.limits = limits;
  }

  /** A route below the organization, which needs a scope. */
  Routes.Handler organization(String scope, Request.Endpoint endpoint) {
    return token((call, token) -> {
      Membership viewer = world.members.get(token.owner.uuid);
      if (!call.variable("org").equals(world.seed.organization())
          || viewer == null
          || token.removedFromOrganization) {
        throw Refusal.notFound();
      }
      if (!token.scopes.contains(scope)) {
        throw Refusal.forbidden();
      }
      return endpoint.answer(new Request(call, world, token, viewer));
    });
  }

  /** What answers a call with a token that works. */
  @FunctionalInterface
  interface WithToken {
    Answer answer(Call call, Token token);
  }

  /** A route that needs a token and no more. */
  Routes.Handler token(WithToken endpoint) {
    return call -> {
      String value = call.bearer();
      Token token = value == null ? null : world.token(value).orElse(null);
      if (token == null) {
        return Refusal.of(401, UNAUTHENTICATED).answer();
      }
      return limits.around(token.owner, world.now(), () -> answer(endpoint, call, token));
    };
  }

  private static Answer answer(WithToken endpoint, Call call, Token token) {
    try {
      return endpoint.answer(call, token);
    } catch (Refusal refusal) {
      return refusal.answer();
    }
  }
}

package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Windows of one minute: of the organization and of each user. The reset is in seconds left, and
 * there is no {@code Retry-After}. Source: docs "REST API rate limits".
 */
final class RateLimits {
  private static final int WINDOW_SECONDS = 60;

  private final BuildkiteSeed.Limits limits;
  private final Map<String, Integer> users = new LinkedHashMap<>();
  private int organization;
  private long window;

  RateLimits(BuildkiteSeed.Limits limits) {
    this.limits = limits;
  }

  Answer around(User user, Instant now, Supplier<Answer> answer) {
    if (limits.organization() == 0 && limits.user() == 0) {
      return answer.get();
    }
    turn(now);
    organization++;
    int own = users.merge(user.uuid, 1, Integer::sum);
    Map<String, String> headers = headers(own, now);
    if (limits.user() > 0 && own > limits.user()) {
      return exceeded("rest_user", limits.user(), own, now).with(headers);
    }
    if (limits.organization() > 0 && organization > limits.organization()) {
      return exceeded("rest", limits.organization(), organization, now).with(headers);
    }
    return answer.get().with(headers);
  }

  Answer report(Instant now) {
    turn(now);
    return Answer.json(
        200,
        Json.object(
            "scopes",
            Json.object(
                "rest",
                Json.object(
                    "limit", limits.organization(),
                    "current", organization,
                    "reset", left(now),
                    "reset_at", Ids.time(now.plusSeconds(left(now))),
                    "enforced", limits.organization() > 0))));
  }

  private void turn(Instant now) {
    long present = now.getEpochSecond() / WINDOW_SECONDS;
    if (present != window) {
      users.clear();
      organization = 0;
      window = present;
    }
  }

  private static long left(Instant now) {
    return WINDOW_SECONDS - now.getEpochSecond() % WINDOW_SECONDS;
  }

  private Map<String, String> headers(int own, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    String reset = Long.toString(left(now));
    headers.put("RateLimit-Scope", "rest");
    headers.put("RateLimit-Limit", Integer.toString(limits.organization()));
    headers.put("RateLimit-Remaining", remaining(limits.organization(), organization));
    headers.put("RateLimit-Reset", reset);
    headers.put("RateLimit-User-Scope", "rest_user");
    headers.put("RateLimit-User-Limit", Integer.toString(limits.user()));
    headers.put("RateLimit-User-Remaining", remaining(limits.user(), own));
    headers.put("RateLimit-User-Reset", reset);
    return headers;
  }

  private static String remaining(int limit, int used) {
    return Integer.toString(Math.max(0, limit - used));
  }

  private static Answer exceeded(String scope, int limit, int current, Instant now) {
    return Answer.json(
        429,
        Json.object(
            "message",
            "You have exceeded your API rate limit. Please wait "
                + left(now)
                + " seconds before making more requests.",
            "scope",
            scope,
            "limit",
            limit,
            "current",
            current,
            "reset",
            left(now)));
  }
}

package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Windows of one minute, as GitLab's two kinds of limits keep them. */
final class RateLimits {

  private static final int WINDOW_SECONDS = 60;

  private final GitlabSeed.Limits limits;
  private final Map<String, Integer> observed = new HashMap<>();
  private long window;

  RateLimits(GitlabSeed.Limits limits) {
    this.limits = limits;
  }

  /** The limit in front of the application: with headers and a plain text. */
  Answer around(String token, Instant now, Supplier<Answer> answer) {
    if (limits.requests() == 0) {
      return answer.get();
    }
    int count = count("token " + token, now);
    long reset = (window + 1) * WINDOW_SECONDS;
    Map<String, String> headers = new HashMap<>();
    headers.put("RateLimit-Limit", Integer.toString(limits.requests()));
    headers.put("RateLimit-Name", "throttle_authenticated_api");
    headers.put("RateLimit-Observed", Integer.toString(count));
    headers.put("RateLimit-Remaining", Integer.toString(Math.max(0, limits.requests() - count)));
    headers.put("RateLimit-Reset", Long.toString(reset));
    if (count <= limits.requests()) {
      return answer.get().with(headers);
    }
    headers.put("Retry-After", Long.toString(reset - now.getEpochSecond()));
    headers.put(
        "RateLimit-ResetTime",
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ROOT)
            .format(Instant.ofEpochSecond(reset).atOffset(ZoneOffset.UTC)));
    return Answer.text(429, "Retry later\n").with(headers);
  }

  /** A limit inside the application: no headers. */
  void memberRemoval(Request request, Place place) {
    if (limits.memberRemovals() > 0) {
      String key = "removal " + request.caller().id + " " + place.kind + " " + place.id;
      if (count(key, request.world().now()) > limits.memberRemovals()) {
        throw Refusal.message(
            429,
            Json.object(
                "error", "This endpoint has been requested too many times. Try again later."));
      }
    }
  }

  private int count(String key, Instant now) {
    long present = now.getEpochSecond() / WINDOW_SECONDS;
    if (present != window) {
      observed.clear();
      window = present;
    }
    return observed.merge(key, 1, Integer::sum);
  }
}

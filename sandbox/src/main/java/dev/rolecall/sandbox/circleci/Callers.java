package dev.rolecall.sandbox.circleci;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Routes;
import dev.rolecall.sandbox.http.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Who asks, how often, and whether the organization shows itself to them. */
final class Callers {
  private static final int WINDOW_SECONDS = 60;

  private final Organization organization;
  private final Set<String> expired = new HashSet<>();
  private final Map<String, Integer> calls = new HashMap<>();
  private long window;

  Callers(Organization organization) {
    this.organization = organization;
  }

  /** Three places for a token; the query is no longer one. */
  static @Nullable String token(Call call) {
    String header = call.header("circle-token");
    if (header != null) {
      return header;
    }
    String authorization = call.header("authorization");
    if (authorization != null && authorization.startsWith("Basic ")) {
      return userOf(authorization.substring(6).strip());
    }
    return call.bearer();
  }

  void expire(String token) {
    expired.add(Tokens.fingerprint(token));
  }

  void renew() {
    expired.clear();
  }

  /** For everybody with a token that works. */
  Routes.Handler signedIn(BiFunction<Call, Person, Answer> handler) {
    return call -> {
      String token = token(call);
      Person caller = token == null ? null : owner(token);
      if (token == null || caller == null) {
        return Answers.message(401, "Invalid token provided.");
      }
      return limited(token, () -> handler.apply(call, caller));
    };
  }

  /** For members of the organization, with a token that its SSO accepts. */
  Routes.Handler member(BiFunction<Call, Person, Answer> handler, Answer hidden) {
    return signedIn((call, caller) -> {
      boolean sees =
          caller.role != null && (!organization.seed.sso().enforced() || caller.ssoAuthorized);
      return sees ? handler.apply(call, caller) : hidden;
    });
  }

  /** For administrators; others are told {@code hidden} or {@code denied}. */
  Routes.Handler admin(Routes.Handler handler, Answer hidden, Answer denied) {
    return member(
        (call, caller) -> "org-admin".equals(caller.role) ? handler.answer(call) : denied, hidden);
  }

  private @Nullable Person owner(String token) {
    if (expired.contains(Tokens.fingerprint(token))) {
      return null;
    }
    for (Person person : organization.everybody()) {
      if (Tokens.fingerprint(person.token).equals(Tokens.fingerprint(token))) {
        return person;
      }
    }
    return null;
  }

  private interface Work {
    Answer answer();
  }

  /** Resets are seconds from now. */
  private Answer limited(String token, Work work) {
    int limit = organization.seed.requestsPerMinute();
    if (limit == 0) {
      return work.answer();
    }
    Instant now = organization.now();
    int count = count(token, now);
    long reset = WINDOW_SECONDS - now.getEpochSecond() % WINDOW_SECONDS;
    Map<String, String> headers =
        Map.of(
            "RateLimit-Limit", Integer.toString(limit),
            "RateLimit-Remaining", Integer.toString(Math.max(0, limit - count)),
            "RateLimit-Reset", Long.toString(reset));
    Answer answer =
        count <= limit
            ? work.answer()
            : Answers.message(429, "Rate limit exceeded.")
                .with("Retry-After", Long.toString(reset));
    return answer.with(headers);
  }

  private int count(String token, Instant now) {
    long present = now.getEpochSecond() / WINDOW_SECONDS;
    if (present != window) {
      calls.clear();
      window = present;
    }
    return calls.merge(Tokens.fingerprint(token), 1, Integer::sum);
  }

  private static @Nullable String userOf(String credentials) {
    try {
      String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? pair : pair.substring(0, colon);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}

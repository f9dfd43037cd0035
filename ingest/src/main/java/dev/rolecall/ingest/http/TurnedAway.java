package dev.rolecall.ingest.http;

import dev.rolecall.ingest.door.Admission.Refused;
import dev.rolecall.ingest.door.Refusal;
import dev.rolecall.ingest.scim.ScimError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a request that may not enter is answered (RFC 6750 § 3, RFC 6585 § 4). */
final class TurnedAway {

  private static final String CHALLENGE = "Bearer realm=\"SCIM\"";

  private static final Duration LATER = Duration.ofSeconds(5);

  private TurnedAway() {}

  static Reply reply(Refused refused) {
    int status = refused.status();
    Map<String, String> headers = new LinkedHashMap<>();
    if (status == 401 || status == 403) {
      headers.put("WWW-Authenticate", challenge(refused));
    } else {
      Duration wait = refused.retryAfter().orElse(LATER);
      headers.put("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }
    ScimError error = new ScimError(status, null, detail(refused));
    return new Reply(status, headers, Optional.of(error.toJson()));
  }

  private static String detail(Refused refused) {
    if (refused.reason() == Refusal.SCOPE) {
      return "This token lacks the scope '%s', which this request needs.".formatted(scope(refused));
    }
    return refused.status() == 429 && refused.reason() != Refusal.LIMIT
        ? "Too many requests without a valid token. The last one: " + refused.reason().detail()
        : refused.reason().detail();
  }

  private static String challenge(Refused refused) {
    return switch (refused.reason()) {
      case NONE, MALFORMED -> CHALLENGE;
      case SCOPE ->
          CHALLENGE + ", error=\"insufficient_scope\", scope=\"scim.%s\"".formatted(scope(refused));
      case UNKNOWN,
          EXPIRED,
          EARLY,
          LIFETIME,
          ALGORITHM,
          ISSUER,
          AUDIENCE,
          CLIENT,
          SIGNATURE,
          LIMIT,
          KEYS,
          BUSY ->
          CHALLENGE
              + ", error=\"invalid_token\", error_description=\"%s\""
                  .formatted(refused.reason().detail());
    };
  }

  private static String scope(Refused refused) {
    return refused.needed().name().toLowerCase(Locale.ROOT);
  }
}

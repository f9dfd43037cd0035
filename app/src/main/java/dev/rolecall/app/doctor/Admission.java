package dev.rolecall.app.doctor;

import dev.rolecall.app.doctor.Result.Fine;
import dev.rolecall.app.doctor.Result.Problem;
import java.util.List;

/** Whether the token opens the door. */
final class Admission {

  private static final String CHECK = "token";

  private final BearerToken token;

  Admission(BearerToken token) {
    this.token = token;
  }

  /** Whether it does; the results say why not. */
  boolean isAdmitted(Answer.Given answer, List<Result> results) {
    Result result = judged(answer);
    results.add(result);
    return result instanceof Fine;
  }

  private Result judged(Answer.Given answer) {
    return switch (answer.status()) {
      case 200 -> new Fine(CHECK, "accepted");
      case 401 -> refused(answer);
      case 403 ->
          new Problem(
              CHECK,
              "the token is known and may not read" + said(answer),
              "give it the scope 'read' (and 'write') under directories.NAME.tokens");
      case 429 ->
          new Problem(
              CHECK,
              "too many requests, or too many wrong tokens from this address" + said(answer),
              "wait " + answer.header("Retry-After") + " s and try once more");
      default ->
          new Problem(
              CHECK,
              "ServiceProviderConfig is answered with status " + answer.status() + said(answer),
              "look for the request " + answer.header("X-Request-Id") + " in Rolecall's log");
    };
  }

  /** RFC 6750 § 3: an error is named only when a token was there to be wrong. */
  private Result refused(Answer.Given answer) {
    String challenge = answer.header("WWW-Authenticate");
    if (!challenge.isEmpty() && !challenge.contains("error=")) {
      return new Problem(
          CHECK,
          "the token did not arrive: the service saw no bearer token in the request",
          "let the proxy pass the Authorization header on (and not use one of its own)");
    }
    return new Problem(
        CHECK,
        "the token is unknown or has expired" + said(answer),
        "make a new one with 'rolecall token new NAME', put its line under"
            + " directories.NAME.tokens and the token into the identity provider");
  }

  private String said(Answer.Given answer) {
    String detail = answer.json().path("detail").asText();
    return detail.isEmpty() ? "" : ": " + token.masked(detail);
  }
}

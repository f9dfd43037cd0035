package dev.rolecall.app.doctor;

import dev.rolecall.app.doctor.Result.Fine;
import dev.rolecall.app.doctor.Result.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The life of a test user, who is in no group and so gets nothing anywhere; deleted in the end. */
final class RoundTrip {

  private static final String CHECK = "writing";

  private final Requests requests;
  private final URI base;
  private final String userName;

  RoundTrip(Requests requests, URI base, Supplier<UUID> ids) {
    this.requests = requests;
    this.base = base;
    // A name that no company has (RFC 2606).
    this.userName = "rolecall-doctor-" + ids.get() + "@doctor.invalid";
  }

  void run(List<Result> results) {
    switch (requests.send("POST", URI.create(base + "/Users"), user())) {
      case Answer.None none -> results.add(unanswered("create", none));
      case Answer.Given created when created.status() == 201 -> {
        String id = created.json().path("id").asText();
        live(URI.create(base + "/Users/" + id), id, results);
      }
      case Answer.Given refused -> results.add(refusal(refused));
    }
  }

  private void live(URI user, String id, List<Result> results) {
    Optional<Result> failure =
        step("read", 200, requests.get(user))
            .or(() -> patched(user))
            .or(() -> step("delete", 204, requests.send("DELETE", user, "")))
            .or(() -> step("read after the deletion", 404, requests.get(user)));
    if (failure.isPresent()) {
      results.add(failure.get());
      leave(user, id, results);
    } else {
      results.add(new Fine(CHECK, "a test user was created, read, changed and deleted"));
    }
  }

  private Optional<Result> patched(URI user) {
    Answer answer = requests.send("PATCH", user, deactivation());
    return answer instanceof Answer.Given given && given.status() == 204
        ? Optional.empty()
        : step("change", 200, answer);
  }

  /** Whatever went wrong, nothing of ours stays. */
  private void leave(URI user, String id, List<Result> results) {
    Answer answer = requests.send("DELETE", user, "");
    boolean isGone =
        answer instanceof Answer.Given given && (given.status() == 204 || given.status() == 404);
    if (!isGone) {
      results.add(
          new Problem(
              CHECK,
              "the test user " + userName + " could not be deleted",
              "delete it: DELETE /Users/" + id));
    }
  }

  private static Optional<Result> step(String name, int expected, Answer answer) {
    return switch (answer) {
      case Answer.None none -> Optional.of(unanswered(name, none));
      case Answer.Given given when given.status() == expected -> Optional.empty();
      case Answer.Given given ->
          Optional.of(
              new Problem(
                  CHECK,
                  name + " of the test user: status " + given.status() + " instead of " + expected,
                  given.status() == 405 || given.status() == 403
                      ? "let the proxy pass GET, POST, PUT, PATCH and DELETE"
                      : "look for the request "
                          + given.header("X-Request-Id")
                          + " in Rolecall's log"));
    };
  }

  private static Result unanswered(String step, Answer.None none) {
    return new Problem(
        CHECK,
        step + " of the test user: no answer (" + none.problem().getMessage() + ")",
        "look at the proxy's log and at Rolecall's /health/ready");
  }

  private static Result refusal(Answer.Given refused) {
    if (refused.isScim() && refused.status() == 403) {
      return new Problem(
          CHECK,
          "the token may read, not write",
          "give it the scope 'write' under directories.NAME.tokens");
    }
    return step("create", 201, refused).orElseThrow();
  }

  private String user() {
    return """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","active":true}
    """
        .formatted(userName);
  }

  private static String deactivation() {
    return """
    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
     "Operations":[{"op":"replace","path":"active","value":false}]}
    """;
  }
}

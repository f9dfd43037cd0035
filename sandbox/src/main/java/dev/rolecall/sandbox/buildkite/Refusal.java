package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;

/** An answer that ends the handling of a request. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  Refusal(Answer answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  static Refusal of(int status, String message) {
    return new Refusal(Answer.json(status, Json.object("message", message)));
  }

  static Refusal forbidden() {
    return of(403, "Forbidden");
  }

  static Refusal notFound() {
    return of(404, "Not Found");
  }

  static Refusal invalid(String reason) {
    return of(422, "Validation failed: " + reason);
  }

  Answer answer() {
    return answer;
  }
}

package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;
import java.util.List;

/** Ends a request with an error answer, as the guards of the real API do. */
final class Refusal extends RuntimeException {

  private final transient Answer answer;

  Refusal(Answer answer) {
    super(null, null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }

  /** {@code {"message": …}}, the form of the application's own errors. */
  static Refusal message(int status, Object message) {
    return new Refusal(Answer.json(status, Json.object("message", message)));
  }

  /** {@code {"error": …}}, the form of errors in the parameters. */
  static Refusal parameter(String error) {
    return new Refusal(Answer.json(400, Json.object("error", error)));
  }

  static Refusal invalid(String field, String text) {
    return message(400, Json.object(field, List.of(text)));
  }

  static Refusal forbidden() {
    return message(403, "403 Forbidden");
  }

  static Refusal forbidden(String reason) {
    return message(403, "403 Forbidden - " + reason);
  }

  static Refusal noSuch(String what) {
    return message(404, "404 " + what + " Not Found");
  }

  /** The form with a small "f", used for rows inside a known place. */
  static Refusal notFound() {
    return message(404, "404 Not found");
  }
}

package dev.rolecall.sandbox.http;

import java.time.Duration;
import java.util.Map;

/** A way in which a tool fails its client. */
public sealed interface Fault {

  /** The request is not processed; this answer is sent instead. */
  record Respond(Answer answer) implements Fault {}

  /** The request is processed after this time, or meets the next fault then. */
  record Delay(Duration time) implements Fault {}

  /** The request takes effect, then the connection is closed without an answer. */
  record LoseResponse() implements Fault {}

  /** The connection is closed before the request takes effect. */
  record CloseBeforeChange() implements Fault {}

  /** The token of the request expires and stays so until the tokens are renewed. */
  record ExpireToken() implements Fault {}

  static Fault respond(int status, String body) {
    return new Respond(Answer.text(status, body));
  }

  static Fault respond(int status, Map<String, String> headers, String body) {
    return new Respond(new Answer(status, headers, body));
  }

  /** An error with a JSON body {@code {"message": …}}. */
  static Fault refuse(int status, String message) {
    return new Respond(Answer.json(status, Json.object("message", message)));
  }

  /** 429 as a rate limiter in front of a tool answers it. */
  static Fault tooManyRequests(Duration retryAfter) {
    return new Respond(
        Answer.text(429, "Retry later\n")
            .with("Retry-After", Long.toString(retryAfter.toSeconds())));
  }

  static Fault delay(Duration time) {
    return new Delay(time);
  }

  static Fault loseResponse() {
    return new LoseResponse();
  }

  static Fault closeBeforeChange() {
    return new CloseBeforeChange();
  }

  static Fault expireToken() {
    return new ExpireToken();
  }
}

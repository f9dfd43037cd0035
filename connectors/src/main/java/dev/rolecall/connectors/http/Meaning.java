package dev.rolecall.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Reply.NoAnswer;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.util.Optional;

/** What a reply means where the tool has no words of its own for it. */
public final class Meaning {
  private Meaning() {}

  /**
   * The body of a successful read.
   *
   * @throws ToolException for everything else: what could not be read is never "none"
   */
  public static JsonNode read(Reply reply) throws ToolException {
    if (reply instanceof Answer answer && answer.succeeded()) {
      return answer
          .json()
          .orElseThrow(
              () -> new ToolException(Kind.UNEXPECTED, called(reply.call()) + ": not JSON"));
    }
    throw unread(reply);
  }

  /** Why something could not be read. */
  public static ToolException unread(Reply reply) {
    String call = called(reply.call());
    return switch (reply) {
      case NoAnswer none ->
          switch (none.reason()) {
            case NOT_SENT -> new ToolException(Kind.UNAVAILABLE, call + ": not reachable");
            case LOST -> new ToolException(Kind.UNAVAILABLE, call + ": no answer");
            case TOO_LARGE -> new ToolException(Kind.UNEXPECTED, call + ": answer too large");
            case NO_TOKEN -> new ToolException(Kind.UNAUTHORISED, "no usable token is configured");
          };
      case Answer answer ->
          new ToolException(
              kind(answer.status()), call + " answered " + answer.status(), answer.retryAfter());
    };
  }

  /** What a write came to. */
  public static Applied written(Reply reply) {
    return switch (reply) {
      case NoAnswer none ->
          switch (none.reason()) {
            case NOT_SENT -> new Applied.NotNow(none.call(), Optional.empty());
            case LOST, TOO_LARGE -> new Applied.Unknown(none.call());
            case NO_TOKEN -> new Applied.Unauthorised(none.call(), "no usable token is configured");
          };
      case Answer answer -> answered(answer);
    };
  }

  /** Something that had to be read before a write could not be: nothing was written. */
  public static Applied notWritten(ToolException failure) {
    return switch (failure.kind()) {
      case RATE_LIMITED, UNAVAILABLE, UNEXPECTED ->
          new Applied.NotNow(Call.NONE, failure.retryAfter());
      case UNAUTHORISED ->
          new Applied.Unauthorised(Call.NONE, "the credentials are wrong or not enough");
    };
  }

  private static Applied answered(Answer answer) {
    Call call = answer.call();
    int status = answer.status();
    if (answer.succeeded()) {
      return new Applied.Done(call);
    }
    if (status == 429 || (status == 503 && answer.retryAfter().isPresent())) {
      return new Applied.NotNow(call, answer.retryAfter());
    }
    if ((status >= 500 && status != 501) || status == 408) {
      return new Applied.Unknown(call);
    }
    return switch (status) {
      case 401 -> new Applied.Unauthorised(call, "the token is wrong, expired or revoked");
      case 403, 405, 501 -> new Applied.Refused(call, "the tool does not allow this");
      case 404, 409, 412 -> new Applied.Conflict(call);
      default -> new Applied.Invalid(call, "the tool does not accept the request");
    };
  }

  private static Kind kind(int status) {
    if (status == 401 || status == 403) {
      return Kind.UNAUTHORISED;
    }
    if (status == 429) {
      return Kind.RATE_LIMITED;
    }
    return status >= 500 ? Kind.UNAVAILABLE : Kind.UNEXPECTED;
  }

  private static String called(Call call) {
    return call.method() + " " + call.path();
  }
}

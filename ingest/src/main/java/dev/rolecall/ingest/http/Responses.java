package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimJson;
import dev.rolecall.views.log.ViewBusyException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers. */
final class Responses {

  static final String SCIM = "application/scim+json";

  private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

  private Responses() {}

  /** Writes a short answer; called on the event loop. */
  static void write(HttpServerResponse response, String correlation, Reply reply) {
    if (response.ended() || response.closed()) {
      return;
    }
    head(response, correlation, reply);
    Optional<JsonNode> body = reply.body();
    if (body.isPresent()) {
      var unused = response.end(Buffer.buffer(ScimJson.write(body.get())));
    } else {
      var unused = response.end();
    }
  }

  /**
   * Writes an answer of any length; blocks its caller, which is a virtual thread, for as long as
   * the client takes to read. What fails before the client has seen anything is answered with an
   * error; later the connection is broken, which is how a client tells half an answer from a whole
   * one.
   *
   * @param context of the request
   */
  static void send(Context context, HttpServerResponse response, String correlation, Reply reply) {
    if (reply.body().isEmpty()) {
      context.runOnContext(ignored -> write(response, correlation, reply));
      return;
    }
    ResponseStream out =
        new ResponseStream(context, response, () -> head(response, correlation, reply));
    try {
      ScimJson.write(reply.body().get(), out);
      out.finish();
    } catch (ResponseStream.ClientGoneException gone) {
      // Nobody is left to be told.
      out.abandon();
    } catch (IOException | RuntimeException e) {
      if (out.hasBegun()) {
        out.abandon();
      } else {
        Reply error = Reply.error(error(cause(e), correlation));
        context.runOnContext(ignored -> write(response, correlation, error));
      }
    }
  }

  private static ScimError error(Throwable failure, String correlation) {
    if (failure instanceof ScimException expected) {
      return expected.error();
    }
    if (failure instanceof ViewBusyException) {
      return ScimError.unavailable("Too busy: " + failure.getMessage() + ".");
    }
    // The edge: a bug is told to the log, and the client learns only where to look for it.
    LOG.atError()
        .setCause(failure)
        .addKeyValue("correlation", correlation)
        .log("An answer could not be written");
    return ScimError.internal();
  }

  /** Jackson wraps what is thrown while it writes. */
  private static Throwable cause(Exception failure) {
    return failure instanceof IOException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static void head(HttpServerResponse response, String correlation, Reply reply) {
    response.setStatusCode(reply.status());
    response.putHeader(Correlation.HEADER, correlation);
    reply.headers().forEach(response::putHeader);
    if (reply.body().isPresent()) {
      response.putHeader("Content-Type", SCIM);
    }
  }
}

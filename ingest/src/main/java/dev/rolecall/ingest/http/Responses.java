package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.ScimJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** Writes answers on the event loop. */
final class Responses {

  static final String SCIM = "application/scim+json";

  private Responses() {}

  static void write(HttpServerResponse response, String correlation, Reply reply) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    response.putHeader(Correlation.HEADER, correlation);
    reply.headers().forEach(response::putHeader);
    Optional<JsonNode> body = reply.body();
    if (body.isPresent()) {
      response.putHeader("Content-Type", SCIM);
      var unused = response.end(Buffer.buffer(ScimJson.write(body.get())));
    } else {
      var unused = response.end();
    }
  }
}

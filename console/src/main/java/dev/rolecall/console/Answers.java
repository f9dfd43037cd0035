package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** How answers leave: as JSON, kept by nobody on the way. */
final class Answers {

  private static final int UNAVAILABLE = 503;

  private Answers() {}

  static void refuse(RoutingContext context, int status, @Nullable String why) {
    answer(context, status, Shapes.object().put("error", why));
  }

  static void answer(RoutingContext context, int status, JsonNode body) {
    var response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (status == UNAVAILABLE) {
      response.putHeader("Retry-After", "1");
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toString());
  }
}

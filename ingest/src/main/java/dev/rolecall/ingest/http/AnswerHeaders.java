package dev.rolecall.ingest.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What every answer carries, whoever makes it: the time (RFC 9110 § 6.6.1), and with a 401 whether
 * a token was there to be wrong (RFC 6750 § 3.1), so that a proxy that drops it is found out.
 */
final class AnswerHeaders {

  /** RFC 9110 § 5.6.7. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;

  AnswerHeaders(InstantSource clock) {
    this.clock = clock;
  }

  void add(RoutingContext routing) {
    HttpServerResponse response = routing.response();
    response.putHeader("Date", DATE.format(clock.instant()));
    boolean hasToken = routing.request().getHeader("Authorization") != null;
    routing.addHeadersEndHandler(ignored -> {
      if (hasToken && response.getStatusCode() == 401) {
        response.putHeader("WWW-Authenticate", "Bearer realm=\"SCIM\", error=\"invalid_token\"");
      }
    });
    routing.next();
  }
}

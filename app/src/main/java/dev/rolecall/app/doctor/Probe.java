package dev.rolecall.app.doctor;

import dev.rolecall.app.doctor.Result.Fine;
import dev.rolecall.app.doctor.Result.Problem;
import dev.rolecall.app.doctor.Result.Warning;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The list with which Entra tests a connection: a userName that nobody has. */
final class Probe {

  /** Okta gives up after 60 s; a look into an index takes some milliseconds. */
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final Requests requests;
  private final URI base;
  private final Supplier<UUID> ids;

  Probe(Requests requests, URI base, Supplier<UUID> ids) {
    this.requests = requests;
    this.base = base;
    this.ids = ids;
  }

  void list(List<Result> results) {
    String filter = "userName eq \"" + ids.get() + "\"";
    URI uri =
        URI.create(
            base
                + "/Users?startIndex=1&count=1&filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20"));
    switch (requests.get(uri)) {
      case Answer.None none ->
          results.add(
              new Problem(
                  "list of users",
                  "no answer (" + none.problem().getMessage() + ")",
                  "look at the proxy's log and at Rolecall's /health/ready"));
      case Answer.Given answer -> {
        results.add(judged(answer));
        results.add(time(answer.took()));
      }
    }
  }

  private static Result judged(Answer.Given answer) {
    var total = answer.json().path("totalResults");
    if (answer.status() == 200 && total.isIntegralNumber() && total.asInt() == 0) {
      return new Fine("list of users", "a filter on userName finds nobody, as it should");
    }
    if (answer.status() == 503) {
      return new Problem(
          "list of users",
          "Rolecall is not ready: " + answer.json().path("detail").asText(),
          "see 'rolecall status' and /health/ready");
    }
    return new Problem(
        "list of users",
        "a filter on userName is answered with status "
            + answer.status()
            + " instead of an empty list",
        "check that the proxy passes the query string on unchanged, spaces and quotes included");
  }

  private static Result time(Duration took) {
    return took.compareTo(SLOW) > 0
        ? new Warning(
            "response time",
            took.toMillis() + " ms for a look into an index",
            "look at the load of Rolecall and Kafka: 'rolecall status', /metrics")
        : new Fine("response time", took.toMillis() + " ms");
  }
}

package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.cli.Instance;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks through the operators' API, as {@code rolecall why} and {@code rolecall audit} do. */
final class Operator {

  private final Web web;
  private final Instance instance;

  Operator(Web web, Instance instance) {
    this.web = web;
    this.instance = instance;
  }

  JsonNode get(String path) {
    return web.send(
            "GET",
            URI.create(instance.url() + "/api/v1" + path),
            Map.of("Authorization", "Bearer " + instance.token()),
            null)
        .body();
  }

  /**
   * Confirms that a directory is complete: from now on access is taken away on its behalf.
   *
   * @throws IllegalStateException when the console refuses
   */
  void ready(String directory) {
    post("/directories/" + directory + "/ready", "{\"shown\": []}");
  }

  /**
   * Sends something.
   *
   * @throws IllegalStateException when it is refused
   */
  void post(String path, String body) {
    Web.Answer answer =
        web.send(
            "POST",
            URI.create(instance.url() + "/api/v1" + path),
            Map.of(
                "Authorization", "Bearer " + instance.token(), "Content-Type", "application/json"),
            body);
    if (answer.status() >= 300) {
      throw new IllegalStateException(
          "%s was answered %d: %s"
              .formatted(path, answer.status(), answer.body().path("error").asText()));
    }
  }

  /** How many holds wait for a decision. */
  int openHolds() {
    return get("/holds").path("open").asInt(-1);
  }

  /** Whether no tool has work left. */
  boolean isQuiet() {
    for (JsonNode tool : get("/status").path("tools")) {
      if (tool.path("waiting").asLong() + tool.path("applying").asLong() > 0) {
        return false;
      }
    }
    return true;
  }

  /** The id of a person in the directory. */
  String personId(String address) {
    return get("/people/status?person=" + encoded(address)).path("person").path("id").asText();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * The state of a person in a tool: converged, offboarded, waiting, … or "" when there is none.
   */
  String state(String person, String tool) {
    for (JsonNode each : get("/people/status?person=" + encoded(person)).path("tools")) {
      if (each.path("tool").asText().equals(tool)) {
        return each.path("state").asText();
      }
    }
    return "";
  }

  /** Milliseconds of each leg of one request in each tool, from the audit. */
  List<String> legs(String correlation) {
    List<String> legs = new ArrayList<>();
    List<String> tools = new ArrayList<>();
    for (JsonNode entry :
        get("/audit?limit=500&correlation=" + encoded(correlation)).path("entries")) {
      JsonNode latency = entry.path("latency");
      String tool = entry.path("tool").asText();
      if (entry.path("phase").asText().equals("VERIFIED")
          && latency.path("verifiedAt").isTextual()
          && latency.path("sentAt").isTextual()
          && !tools.contains(tool)) {
        tools.add(tool);
        Instant received = at(latency, "receivedAt");
        legs.add(
            "%-7s received → decided %d ms → applied %d ms → verified %d ms"
                .formatted(
                    tool,
                    millis(received, at(latency, "decidedAt")),
                    millis(received, at(latency, "sentAt")),
                    millis(received, at(latency, "verifiedAt"))));
      }
    }
    return legs;
  }

  private static Instant at(JsonNode latency, String field) {
    return Instant.parse(latency.path(field).asText());
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }
}

package dev.rolecall.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The operators' side that all simulators share, under {@code /_sandbox}, for use with curl. */
final class Operations {

  private final Simulated tool;
  private final Routes routes = new Routes();

  Operations(Simulated tool) {
    this.tool = tool;
    routes
        .on("GET", "/_sandbox/state", call -> Answer.json(200, tool.dump()))
        .on("POST", "/_sandbox/reset", call -> reset())
        .on("GET", "/_sandbox/requests", call -> requests())
        .on("DELETE", "/_sandbox/requests", call -> done(tool.journal()::clear))
        .on("GET", "/_sandbox/faults", call -> faults())
        .on("POST", "/_sandbox/faults", this::addFault)
        .on("DELETE", "/_sandbox/faults", call -> done(tool.faults()::clear))
        .on("POST", "/_sandbox/tokens/renew", call -> done(tool::renewTokens));
  }

  Answer answer(Call call) {
    try {
      return routes.answer(call, tool::operate, tool::operate);
    } catch (IllegalArgumentException e) {
      return Answer.json(400, Json.object("message", e.getMessage()));
    }
  }

  private static Answer done(Runnable action) {
    action.run();
    return Answer.noContent();
  }

  private Answer reset() {
    tool.reset();
    tool.faults().clear();
    tool.journal().clear();
    return Answer.noContent();
  }

  private Answer requests() {
    return Answer.json(
        200,
        tool.requests().stream()
            .map(entry ->
                Json.object(
                    "number", entry.number(),
                    "at", entry.at().toString(),
                    "method", entry.method(),
                    "path", entry.path(),
                    "status", entry.status(),
                    "fate", entry.fate().name()))
            .toList());
  }

  private Answer faults() {
    return Answer.json(
        200,
        tool.faults().rules().stream()
            .map(rule ->
                Json.object(
                    "method", rule.method(),
                    "path", rule.path().pattern(),
                    "fault", nameOf(rule.fault()),
                    "skip", rule.skip(),
                    "times", rule.times(),
                    "probability", rule.probability()))
            .toList());
  }

  private Answer addFault(Call call) {
    JsonNode rule = Json.readOperatorsBody(call.body());
    Pattern path;
    try {
      path = Pattern.compile(rule.path("path").asText(".*"));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("\"path\" is not a regular expression", e);
    }
    tool.faults()
        .add(
            new FaultRule(
                rule.path("method").asText("*"),
                path,
                fault(rule),
                rule.path("skip").asInt(0),
                rule.path("times").asInt(Integer.MAX_VALUE),
                rule.path("probability").asDouble(1)));
    return Answer.json(201, rule);
  }

  private static Fault fault(JsonNode rule) {
    String name = rule.path("fault").asText();
    return switch (name) {
      case "respond" -> respond(rule);
      case "delay" -> Fault.delay(Duration.ofMillis(rule.path("millis").asLong(1_000)));
      case "lose-response" -> Fault.loseResponse();
      case "close-before-change" -> Fault.closeBeforeChange();
      case "expire-token" -> Fault.expireToken();
      default ->
          throw new IllegalArgumentException(
              "\"fault\" is one of respond, delay, lose-response, close-before-change,"
                  + " expire-token");
    };
  }

  private static Fault respond(JsonNode rule) {
    Map<String, String> headers = new HashMap<>();
    rule.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return Fault.respond(rule.path("status").asInt(503), headers, rule.path("body").asText(""));
  }

  private static String nameOf(Fault fault) {
    return switch (fault) {
      case Fault.Respond respond -> "respond";
      case Fault.Delay delay -> "delay";
      case Fault.LoseResponse lose -> "lose-response";
      case Fault.CloseBeforeChange close -> "close-before-change";
      case Fault.ExpireToken expire -> "expire-token";
    };
  }
}

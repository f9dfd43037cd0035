package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.console.OperatorTokens.Operator;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** One request of an operator, without anything of HTTP's. */
record Request(
    Operator operator, String line, Map<String, String> parameters, JsonNode body, Instant at) {

  Request with(JsonNode parsedBody) {
    return new Request(operator, line, parameters, parsedBody, at);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
  }

  String required(String name) {
    return parameter(name)
        .orElseThrow(() -> new Refused(400, "the parameter '" + name + "' is missing"));
  }

  /** Whether a parameter is 'true'. */
  boolean flag(String name) {
    return parameter(name).map("true"::equals).orElse(false);
  }

  Optional<Instant> instant(String name) {
    try {
      return parameter(name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new Refused(
          400, "the parameter '" + name + "' should be an instant like 2026-09-01T08:00:00Z");
    }
  }

  int number(String name, int preset, int most) {
    try {
      int number = parameter(name).map(Integer::parseInt).orElse(preset);
      return Math.clamp(number, 1, most);
    } catch (NumberFormatException e) {
      throw new Refused(400, "the parameter '" + name + "' should be a number");
    }
  }
}

package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.console.OperatorTokens.Operator;
import java.time.Instant;
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

  int number(String name, int preset, int most) {
    try {
      int number = parameter(name).map(Integer::parseInt).orElse(preset);
      return Math.clamp(number, 1, most);
    } catch (NumberFormatException e) {
      throw new Refused(400, "the parameter '" + name + "' should be a number");
    }
  }
}

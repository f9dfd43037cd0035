package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters from the query or from a form; a body of another type is never looked at. */
final class Params {

  /** A required parameter is not there: a real server answers 500. */
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String name;

    Missing(String name) {
      this.name = name;
    }

    String reason() {
      return "Required Query parameter " + name + " is missing";
    }
  }

  private final Map<String, List<String>> query;
  private final Map<String, List<String>> form;

  Params(Call call) {
    String type = call.header("content-type");
    this.query = call.query();
    this.form =
        type != null && type.startsWith("application/x-www-form-urlencoded")
            ? Call.form(call.body())
            : Map.of();
  }

  Optional<String> optional(String name) {
    List<String> values = query.getOrDefault(name, form.getOrDefault(name, List.of()));
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  String required(String name) {
    return optional(name).orElseThrow(() -> new Missing(name));
  }

  String orEmpty(String name) {
    return optional(name).orElse("");
  }
}

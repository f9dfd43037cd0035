package dev.rolecall.sandbox.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, from the query, a form or a JSON object alike. */
final class Params {

  private final Map<String, List<@Nullable String>> values = new HashMap<>();

  Params(Call call) {
    call.query().forEach((name, texts) -> values.put(bare(name), new ArrayList<>(texts)));
    String type = call.header("content-type");
    if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
      Call.form(call.body())
          .forEach((name, texts) -> values.put(bare(name), new ArrayList<>(texts)));
    } else if (!call.body().isBlank()) {
      readJson(call.body());
    }
  }

  private static String bare(String name) {
    return name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
  }

  private void readJson(String body) {
    try {
      for (Map.Entry<String, JsonNode> field : Json.read(body).properties()) {
        JsonNode value = field.getValue();
        List<@Nullable String> texts = new ArrayList<>();
        if (value.isArray()) {
          value.forEach(element -> texts.add(element.asText()));
        } else {
          texts.add(value.isNull() ? null : value.asText());
        }
        values.put(field.getKey(), texts);
      }
    } catch (JsonProcessingException e) {
      throw Refusal.parameter("The request body is not valid JSON");
    }
  }

  /** Also true of a null. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Null when absent, null or empty. */
  @Nullable String text(String name) {
    List<@Nullable String> texts = values.get(name);
    String text = texts == null || texts.isEmpty() ? null : texts.getLast();
    return text == null || text.isEmpty() ? null : text;
  }

  String required(String name) {
    String text = text(name);
    if (text == null) {
      throw Refusal.parameter(name + " is missing");
    }
    return text;
  }

  boolean flag(String name, boolean otherwise) {
    String text = text(name);
    return text == null ? otherwise : text.equals("true") || text.equals("1");
  }

  @Nullable Long number(String name) {
    String text = text(name);
    return text == null ? null : parsed(name, text);
  }

  long number(String name, long otherwise) {
    Long number = number(name);
    return number == null ? otherwise : number;
  }

  long requiredNumber(String name) {
    return parsed(name, required(name));
  }

  private static long parsed(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Refusal.parameter(name + " is invalid");
    }
  }

  @Nullable LocalDate date(String name) {
    String text = text(name);
    try {
      return text == null ? null : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
    } catch (DateTimeParseException e) {
      throw Refusal.parameter(name + " is invalid");
    }
  }

  /** Repeated values and comma lists alike. */
  List<String> list(String name) {
    List<@Nullable String> texts = values.getOrDefault(name, List.of());
    List<String> all = new ArrayList<>();
    for (String text : texts) {
      if (text != null) {
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .forEach(all::add);
      }
    }
    return all;
  }
}

package dev.rolecall.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.CallClass;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One call to make.
 *
 * @param template path below the tool's address with {@code {placeholders}}, filled in order; it is
 *     what the audit shows
 * @param pathValues each becomes one path segment, also when it holds slashes
 */
public record Request(
    String method,
    String template,
    List<String> pathValues,
    List<Parameter> query,
    Content content,
    CallClass callClass) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z-]+}");

  public Request {
    pathValues = List.copyOf(pathValues);
    query = List.copyOf(query);
    // Servers and proxies resolve dot segments even when they are encoded.
    if (pathValues.stream().anyMatch(value -> !safeInPath(value))) {
      throw new IllegalArgumentException("A value that cannot be one segment of a path");
    }
  }

  /** What a call carries. */
  public sealed interface Content {
    /** Nothing. */
    record None() implements Content {}

    record Json(JsonNode value) implements Content {}

    /** As an HTML form sends it (application/x-www-form-urlencoded), in order. */
    record Form(List<Parameter> fields) implements Content {
      public Form {
        fields = List.copyOf(fields);
      }

      String encoded() {
        return fields.stream()
            .map(field ->
                URLEncoder.encode(field.name(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(field.value(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
      }
    }
  }

  /** One query parameter or form field, not yet encoded. */
  public record Parameter(String name, String value) {}

  public static Request get(String template, String... pathValues) {
    return of("GET", CallClass.READ, template, pathValues);
  }

  public static Request post(String template, String... pathValues) {
    return of("POST", CallClass.WRITE, template, pathValues);
  }

  public static Request put(String template, String... pathValues) {
    return of("PUT", CallClass.WRITE, template, pathValues);
  }

  public static Request patch(String template, String... pathValues) {
    return of("PATCH", CallClass.WRITE, template, pathValues);
  }

  public static Request delete(String template, String... pathValues) {
    return of("DELETE", CallClass.WRITE, template, pathValues);
  }

  /** Whether a value can stand for one segment of a path. */
  public static boolean safeInPath(String value) {
    return !value.isEmpty() && !value.equals(".") && !value.equals("..");
  }

  /** With one more query parameter. */
  public Request with(String name, String value) {
    List<Parameter> more = new ArrayList<>(query);
    more.add(new Parameter(name, value));
    return new Request(method, template, pathValues, more, content, callClass);
  }

  public Request sending(JsonNode json) {
    return new Request(method, template, pathValues, query, new Content.Json(json), callClass);
  }

  /** Sends one more form field. */
  public Request form(String name, String value) {
    List<Parameter> fields =
        new ArrayList<>(content instanceof Content.Form form ? form.fields() : List.of());
    fields.add(new Parameter(name, value));
    return new Request(method, template, pathValues, query, new Content.Form(fields), callClass);
  }

  /** Counted by the tool in another way than its method says. */
  public Request countedAs(CallClass other) {
    return new Request(method, template, pathValues, query, content, other);
  }

  /** For the audit. */
  public Call call(int status) {
    return new Call(method, template, status);
  }

  String target() {
    StringBuilder target = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(template);
    for (String value : pathValues) {
      if (!matcher.find()) {
        throw new IllegalArgumentException("More values than placeholders in " + template);
      }
      matcher.appendReplacement(target, Matcher.quoteReplacement(encoded(value)));
    }
    matcher.appendTail(target);
    char separator = '?';
    for (Parameter parameter : query) {
      target.append(separator).append(encoded(parameter.name())).append('=');
      target.append(encoded(parameter.value()));
      separator = '&';
    }
    return target.toString();
  }

  /** Values may be personal; the template is not. */
  @Override
  public String toString() {
    return method + " " + template;
  }

  private static Request of(String method, CallClass kind, String template, String... values) {
    return new Request(method, template, List.of(values), List.of(), new Content.None(), kind);
  }

  /** RFC 3986 section 2.1; the JDK's encoder is made for forms, where a space is a plus. */
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}

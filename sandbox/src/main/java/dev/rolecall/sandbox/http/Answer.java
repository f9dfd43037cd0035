package dev.rolecall.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP answer, before it is sent or lost. Its text form leaves the body out. */
public record Answer(int status, Map<String, String> headers, String body) {

  private static final String CONTENT_TYPE = "Content-Type";

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** A JSON answer; a null value is the JSON {@code null}. */
  public static Answer json(int status, @Nullable Object value) {
    return new Answer(status, Map.of(CONTENT_TYPE, "application/json"), Json.write(value));
  }

  public static Answer text(int status, String body) {
    return new Answer(status, Map.of(CONTENT_TYPE, "text/plain; charset=utf-8"), body);
  }

  public static Answer noContent() {
    return new Answer(204, Map.of(), "");
  }

  public Answer with(String header, String value) {
    return with(Map.of(header, value));
  }

  public Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }

  @Override
  public String toString() {
    return "Answer[" + status + "]";
  }
}

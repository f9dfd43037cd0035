package dev.rolecall.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A client of simulators that knows HTTP and nothing else. */
public final class Http implements AutoCloseable {

  /** An answer, with its body read as JSON on demand. */
  public record Reply(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    public JsonNode json() {
      try {
        return Json.read(body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("Not JSON: " + body(), e);
      }
    }

    /** One field of each element of a list. */
    public List<String> each(String field) {
      return StreamSupport.stream(json().spliterator(), false)
          .map(element -> element.path(field).asText())
          .toList();
    }

    public String message() {
      return json().path("message").asText();
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url;
  private final String header;
  private final String value;

  private Http(URI url, String header, String value) {
    this.url = url;
    this.header = header;
    this.value = value;
  }

  public static Http anonymous(URI url) {
    return new Http(url, "X-Nothing", "nothing");
  }

  public static Http bearer(URI url, String token) {
    return new Http(url, "Authorization", "Bearer " + token);
  }

  public static Http with(URI url, String header, String value) {
    return new Http(url, header, value);
  }

  public Reply get(String path) {
    return send("GET", path, "");
  }

  public Reply post(String path, String body) {
    return send("POST", path, body);
  }

  public Reply delete(String path) {
    return send("DELETE", path, "");
  }

  public Reply send(String method, String path, String body) {
    try {
      return attempt(method, path, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Like {@link #send}, for those who expect the connection to break. */
  public Reply attempt(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header(header, value)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(10))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return new Reply(client.send(request, BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

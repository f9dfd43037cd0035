package dev.rolecall.app.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Plain HTTP with a bearer token and JSON, as any client would speak it. */
public final class Client {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final String token;
  private final Duration patience;

  public Client(URI base, String token) {
    this(base, token, LONGEST);
  }

  private Client(URI base, String token, Duration patience) {
    this.base = base;
    this.token = token;
    this.patience = patience;
  }

  /** The same with other patience. */
  public Client waiting(Duration patience) {
    return new Client(base, token, patience);
  }

  /** What came back. */
  public record Answer(int status, JsonNode body, HttpResponse<String> response) {}

  public Answer get(String path) {
    return send("GET", path, Map.of(), "");
  }

  public Answer send(String method, String path, String body) {
    return send(method, path, Map.of(), body);
  }

  public Answer send(String method, String path, Map<String, String> headers, String body) {
    try {
      return attempt(method, path, headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + " got no answer", e);
    }
  }

  /**
   * One request.
   *
   * @throws IOException when there is no answer: it may have taken effect
   */
  public Answer attempt(String method, String path, Map<String, String> headers, String body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(patience)
            .header("Authorization", "Bearer " + token)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty() && headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      request.header("Content-Type", "application/scim+json");
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      String text = response.body();
      JsonNode json = text.startsWith("{") ? JSON.readTree(text) : MissingNode.getInstance();
      return new Answer(response.statusCode(), json, response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

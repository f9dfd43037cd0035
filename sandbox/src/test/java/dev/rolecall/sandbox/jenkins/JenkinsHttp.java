package dev.rolecall.sandbox.jenkins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A client of Jenkins that follows nothing and keeps nothing. */
final class JenkinsHttp implements AutoCloseable {

  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return String.join(", ", response.headers().allValues(name));
    }

    JsonNode json() {
      try {
        return Json.read(body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("Not JSON: " + body(), e);
      }
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url;
  private final Map<String, String> headers;

  private JenkinsHttp(URI url, Map<String, String> headers) {
    this.url = url;
    this.headers = headers;
  }

  static JenkinsHttp anonymous(URI url) {
    return new JenkinsHttp(url, Map.of());
  }

  static JenkinsHttp basic(URI url, String user, String secret) {
    byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return anonymous(url)
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  JenkinsHttp with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new JenkinsHttp(url, more);
  }

  /** With a crumb and the session that it was given in, as a password needs it. */
  JenkinsHttp withCrumb() {
    Reply crumb = get("/crumbIssuer/api/json");
    return with("Jenkins-Crumb", crumb.json().path("crumb").asText())
        .with("Cookie", crumb.header("Set-Cookie").split(";", 2)[0]);
  }

  Reply get(String path) {
    return send("GET", path, BodyPublishers.noBody(), List.of());
  }

  /** A form of alternating names and values. */
  Reply post(String path, String... form) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < form.length; i += 2) {
      body.append(i == 0 ? "" : "&").append(form[i]).append('=');
      body.append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        "POST",
        path,
        BodyPublishers.ofString(body.toString()),
        List.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  Reply send(String method, String path, String type, String body) {
    return send(method, path, BodyPublishers.ofString(body), List.of("Content-Type", type));
  }

  private Reply send(
      String method, String path, HttpRequest.BodyPublisher body, List<String> more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path.replace(" ", "%20"))).method(method, body);
    headers.forEach(request::header);
    if (!more.isEmpty()) {
      request.headers(more.stream().collect(Collectors.toList()).toArray(new String[0]));
    }
    try {
      return new Reply(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

package dev.rolecall.app.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Requests as an identity provider sends them: with the token, without following redirects. */
final class Requests implements AutoCloseable {

  static final String SCIM = "application/scim+json";

  /** Identity providers wait a minute and longer; who waits that long for them has a problem. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A page of a login form or a list of 200 users fits; nobody floods us. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private final HttpClient http;
  private final BearerToken token;
  private final InstantSource clock;
  private final Duration patience;

  Requests(BearerToken token, InstantSource clock, Duration patience, Trust trust) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .sslContext(trust.context())
            .build();
    this.token = token;
    this.clock = clock;
    this.patience = patience;
  }

  Answer get(URI uri) {
    return send(request(uri).GET().build());
  }

  Answer send(String method, URI uri, String body) {
    return send(
        request(uri)
            .header("Content-Type", SCIM)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(patience)
        .header("Accept", SCIM)
        .header("Authorization", token.header());
  }

  private Answer send(HttpRequest request) {
    Instant sent = clock.instant();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        return new Answer.Given(
            request.uri(),
            response.statusCode(),
            response.headers(),
            text,
            sent,
            Duration.between(sent, clock.instant()));
      }
    } catch (IOException e) {
      return new Answer.None(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.None(new IOException("interrupted", e));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

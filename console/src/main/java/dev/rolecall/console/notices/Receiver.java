package dev.rolecall.console.notices;

import dev.rolecall.service.config.RolecallConfig.ReceiverConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Where notices go. Follows no redirect: a token goes to nobody but whom the configuration names.
 */
final class Receiver implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ReceiverConfig config;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(Redirect.NEVER).build();

  Receiver(ReceiverConfig config) {
    this.config = config;
  }

  /** Without what may be secret in its address. */
  String place() {
    return config.place();
  }

  /**
   * Sends once.
   *
   * @return why it was not taken; empty: it was
   */
  Optional<String> send(Notice notice) throws InterruptedException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(config.url())
              .timeout(ANSWER)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(Letter.of(notice, config.kind())));
      config
          .token()
          .ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
      HttpResponse<Void> response = http.send(request.build(), BodyHandlers.discarding());
      return response.statusCode() / 100 == 2
          ? Optional.empty()
          : Optional.of("it answers with status " + response.statusCode());
    } catch (IOException e) {
      // No message: it may show the address.
      return Optional.of("it does not answer (" + e.getClass().getSimpleName() + ")");
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional.of("its token cannot be read or sent");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

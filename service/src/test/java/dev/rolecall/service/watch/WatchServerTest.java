package dev.rolecall.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.service.Health;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import dev.rolecall.service.watch.WatchServer.PortInUse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchServerTest {

  private static final Endpoint ANY_PORT = new Endpoint("127.0.0.1", 0);

  private final Health health = new Health();
  private final WatchServer watch =
      WatchServer.start(ANY_PORT, health, () -> "rolecall_ready 1.0\n");
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    watch.close();
    http.close();
  }

  @Test
  void itIsAliveWhateverIsWrong() throws Exception {
    health.add("kafka", () -> Optional.of("gone"));

    assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void itIsReadyWhenNoPartHasAProblem() throws Exception {
    AtomicReference<Optional<String>> kafka = new AtomicReference<>(Optional.of("no \"answer\""));
    health.add("kafka", kafka::get);
    health.caution("clock", () -> Map.of("clock", "31 s apart"));

    HttpResponse<String> unready = send("GET", "/health/ready");
    assertThat(unready.statusCode()).isEqualTo(503);
    assertThat(new ObjectMapper().readTree(unready.body()).path("problems").path("kafka").asText())
        .isEqualTo("no \"answer\"");

    kafka.set(Optional.empty());
    HttpResponse<String> ready = send("GET", "/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(ready.body()).path("warnings").path("clock").asText())
        .isEqualTo("31 s apart");
  }

  @Test
  void metricsAreInPrometheusFormat() throws Exception {
    HttpResponse<String> metrics = send("GET", "/metrics");

    assertThat(metrics.body()).isEqualTo("rolecall_ready 1.0\n");
    assertThat(metrics.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void thereIsNothingElseAndNothingToWrite() throws Exception {
    assertThat(send("GET", "/").statusCode()).isEqualTo(404);
    assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
    assertThat(send("HEAD", "/health/ready").statusCode()).isEqualTo(200);
    assertThat(send("HEAD", "/health/ready").body()).isEmpty();
  }

  @Test
  void aPortThatIsInUseSaysWhatToDo() {
    Endpoint taken = new Endpoint("127.0.0.1", watch.url().getPort());

    assertThatThrownBy(() -> WatchServer.start(taken, health, () -> ""))
        .isInstanceOf(PortInUse.class)
        .hasMessageContaining("127.0.0.1:" + watch.url().getPort())
        .hasMessageContaining("--watch-port")
        .hasMessageContaining("watch.port");
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(watch.url() + path))
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }
}

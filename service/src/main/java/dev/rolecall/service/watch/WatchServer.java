package dev.rolecall.service.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rolecall.service.Health;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Health and metrics of a service that serves nothing else over HTTP: {@code /health/live}, {@code
 * /health/ready} and {@code /metrics}. No token is asked for; nothing of it is personal or secret.
 */
public final class WatchServer implements AutoCloseable {

  /** Connections that wait to be accepted; there are a few watchers. */
  private static final int BACKLOG = 16;

  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;
  private final Supplier<String> scrape;
  private final Endpoint endpoint;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ObjectMapper json = new ObjectMapper();

  /** The port belongs to somebody else. The message says what to do. */
  public static final class PortInUse extends RuntimeException {
    PortInUse(Endpoint endpoint, BindException cause) {
      super(
          "the address for health and metrics, %s:%d, cannot be opened (%s); give this service another one with --watch-port PORT (0: any free one), or 'watch.port' in its configuration"
              .formatted(endpoint.host(), endpoint.port(), cause.getMessage()),
          cause);
    }
  }

  private WatchServer(Endpoint endpoint, Health health, Supplier<String> scrape) {
    this.endpoint = endpoint;
    this.health = health;
    this.scrape = scrape;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(endpoint.host(), endpoint.port()), BACKLOG);
    } catch (BindException taken) {
      throw new PortInUse(endpoint, taken);
    } catch (IOException e) {
      throw new UncheckedIOException("the address for health and metrics cannot be opened", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /**
   * Listens.
   *
   * @param scrape the metrics as text, in Prometheus' format
   * @throws PortInUse when the port is not free
   */
  public static WatchServer start(Endpoint endpoint, Health health, Supplier<String> scrape) {
    WatchServer watch = new WatchServer(endpoint, health, scrape);
    watch.server.start();
    return watch;
  }

  /** Where it is. */
  public URI url() {
    return URI.create("http://" + endpoint.host() + ":" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean reads =
          exchange.getRequestMethod().equals("GET") || exchange.getRequestMethod().equals("HEAD");
      if (!reads) {
        send(exchange, 405, JSON, "{\"error\": \"only GET\"}");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/health/live" -> send(exchange, 200, JSON, "{}");
        case "/health/ready" -> ready(exchange);
        case "/metrics" -> send(exchange, 200, PROMETHEUS, scrape.get());
        default ->
            send(
                exchange,
                404,
                JSON,
                "{\"error\": \"there are /health/live, /health/ready and /metrics\"}");
      }
    }
  }

  private void ready(HttpExchange exchange) throws IOException {
    Map<String, String> problems = health.problems();
    send(
        exchange,
        problems.isEmpty() ? 200 : 503,
        JSON,
        text(Map.of("problems", problems, "warnings", health.warnings())));
  }

  private String text(Map<String, Map<String, String>> page) {
    try {
      return json.writeValueAsString(page);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts are always JSON", e);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    boolean bodiless = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
    if (!bodiless) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

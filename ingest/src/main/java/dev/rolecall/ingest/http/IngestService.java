package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.service.tls.ListenerTls;
import io.micrometer.core.instrument.Gauge;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SCIM service. One base path for all directories: the token says which is meant. Beside it
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}.
 *
 * <p>On close it is no longer ready, accepts no connections, and lets running requests finish.
 */
public final class IngestService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IngestService.class);

  /**
   * A process that is asked to stop has ten seconds in all. Requests are done in milliseconds; one
   * that would wait longer for its outcome gets no answer, which says as much as a 503.
   */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  /** Filters travel in the request line: 8 KiB of filter, percent-encoded. */
  private static final int LONGEST_REQUEST_LINE = 32 * 1024;

  /** An access token of an authorisation server may be long; nothing else is. */
  private static final int LONGEST_HEADERS = 16 * 1024;

  private final IngestConfig config;
  private final Vertx vertx;
  private final ExecutorService workers;
  private final HttpServer server;
  private final Optional<ListenerTls> tls;
  private final AtomicBoolean closed = new AtomicBoolean();

  private IngestService(IngestConfig config, Bounds bounds) {
    this.config = config;
    this.tls =
        config.http().endpoint().tls().map(each -> ListenerTls.open("http", each, config.clock()));
    this.vertx = Vertx.vertx(new VertxOptions());
    this.workers = Executors.newVirtualThreadPerTaskExecutor();
    Connections connections = new Connections(vertx, bounds);
    Gauge.builder("rolecall.scim.connections", connections, Connections::count)
        .description("Open connections of SCIM clients")
        .strongReference(true)
        .register(config.metrics());
    Router router = Router.router(vertx);
    router.route().handler(connections::requested);
    router.get("/health/live").handler(routing -> json(routing, 200, new JsonObject()));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
    new ScimRoutes(config, bounds, vertx, workers).mount(router);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.http().endpoint().host())
            .setPort(config.http().endpoint().port())
            .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
            .setMaxHeaderSize(LONGEST_HEADERS)
            // No client or proxy asks for HTTP/2 without TLS, and it hides how long headers take.
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(true);
    this.server =
        vertx
            .createHttpServer(tls.map(each -> each.applied(options)).orElse(options))
            .connectionHandler(connections::opened)
            .requestHandler(request -> {
              if (Paths.isBroken(request.path())) {
                refuse(request, new ScimError(400, null, "The percent-encoding is broken."));
              } else {
                router.handle(request);
              }
            })
            .invalidRequestHandler(this::invalid);
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException when the port cannot be bound, or a certificate cannot be used
   */
  public static IngestService start(IngestConfig config) {
    return start(config, Bounds.USUAL);
  }

  static IngestService start(IngestConfig config, Bounds bounds) {
    IngestService service = new IngestService(config, bounds);
    try {
      await(service.server.listen(), LONGEST_START);
      service.tls.ifPresent(service::renewed);
    } catch (IllegalStateException e) {
      service.close();
      throw e;
    }
    LOG.atInfo().log("SCIM is served at {}:{}", config.http().endpoint().host(), service.port());
    return service;
  }

  private void renewed(ListenerTls certificate) {
    certificate.renew(server);
    config.health().caution("http.tls", certificate::warnings);
    Gauge.builder("rolecall.http.certificate.expiry.days", certificate, ListenerTls::daysLeft)
        .description("Days until the certificate in use expires.")
        .tag("listener", "http")
        .register(config.metrics());
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  private void invalid(HttpServerRequest request) {
    ScimError error =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException tooLong ->
              new ScimError(414, null, "The address is too long: send a query to /.search.");
          case TooLongHttpHeaderException tooLong ->
              new ScimError(431, null, "The headers are larger than 16 KiB.");
          case null, default -> new ScimError(400, null, "The request is not valid HTTP.");
        };
    refuse(request, error);
  }

  private void refuse(HttpServerRequest request, ScimError error) {
    Responses.write(request.response(), Correlation.of(null, config.ids()), Reply.error(error));
  }

  private void ready(RoutingContext routing) {
    Map<String, String> problems = new LinkedHashMap<>(config.health().problems());
    if (closed.get()) {
      problems.put("ingest", "stopping");
    }
    JsonObject body = new JsonObject();
    problems.forEach(body::put);
    JsonObject warnings = new JsonObject();
    config.health().warnings().forEach(warnings::put);
    json(
        routing,
        problems.isEmpty() ? 200 : 503,
        new JsonObject().put("problems", body).put("warnings", warnings));
  }

  private void metrics(RoutingContext routing) {
    // Some of it is asked for now, of parts that may read a file: not on the event loop.
    var unused =
        vertx
            .executeBlocking(config.scrape()::get)
            .onSuccess(text ->
                routing
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
            .onFailure(routing::fail);
  }

  private static void json(RoutingContext routing, int status, JsonObject body) {
    var unused =
        routing
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .end(body.toBuffer());
  }

  /** Closing again does nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      await(
          server.shutdown(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS),
          LONGEST_STOP.plusSeconds(1));
    } catch (IllegalStateException e) {
      LOG.atWarn().setCause(e).log("Some requests did not finish before the stop");
    }
    workers.shutdownNow();
    tls.ifPresent(ListenerTls::close);
    await(vertx.close(), LONGEST_STOP);
  }

  private static <T> void await(Future<T> future, Duration longest) {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the SCIM server: " + e.getCause(), e.getCause());
    }
  }
}

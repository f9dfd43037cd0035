package dev.rolecall.ingest.http;

import dev.rolecall.ingest.door.Admission;
import dev.rolecall.ingest.door.Door;
import dev.rolecall.ingest.door.Source;
import dev.rolecall.ingest.door.Visit;
import dev.rolecall.service.config.RolecallConfig.HttpConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** Brings requests of the HTTP library to the door, before their bodies are read. */
final class Doorway {

  private final Door door;
  private final HttpConfig http;
  private final Vertx vertx;
  private final ExecutorService workers;

  Doorway(Door door, HttpConfig http, Vertx vertx, ExecutorService workers) {
    this.door = door;
    this.http = http;
    this.vertx = vertx;
    this.workers = workers;
  }

  /** Asks whether a request may enter; the answer comes on the request's event loop. */
  void ask(RoutingContext routing, String correlation, Instant at, Consumer<Admission> answer) {
    Visit visit = visit(routing, correlation, at);
    Optional<Admission> atOnce = door.knock(visit);
    if (atOnce.isPresent()) {
      answer.accept(atOnce.get());
      return;
    }
    // A signature takes long, and its keys may have to be read: the event loop goes on.
    routing.request().pause();
    Context context = vertx.getOrCreateContext();
    workers.execute(() -> {
      try {
        Admission admission = door.verify(visit);
        context.runOnContext(ignored -> {
          answer.accept(admission);
          routing.request().resume();
        });
      } catch (RuntimeException e) {
        // The edge: whatever is wrong with a token, nobody enters and somebody answers.
        context.runOnContext(ignored -> {
          routing.fail(e);
          routing.request().resume();
        });
      }
    });
  }

  private Visit visit(RoutingContext routing, String correlation, Instant at) {
    HttpServerRequest request = routing.request();
    return new Visit(
        Optional.ofNullable(request.getHeader("Authorization")),
        Visit.needed(request.method().name(), routing.normalizedPath()),
        source(request),
        correlation,
        at);
  }

  /** The nearest of a chain of proxies has written the last address; others may be invented. */
  private Source source(HttpServerRequest request) {
    String forwarded = request.getHeader("X-Forwarded-For");
    if (http.forwarded() && forwarded != null) {
      return Source.of(forwarded.substring(forwarded.lastIndexOf(',') + 1));
    }
    SocketAddress remote = request.remoteAddress();
    String address = remote == null ? null : remote.hostAddress();
    return address == null ? Source.UNKNOWN : Source.of(address);
  }
}

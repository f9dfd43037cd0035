package dev.rolecall.ingest.http;

import dev.rolecall.ingest.door.Admission;
import dev.rolecall.ingest.door.Caller;
import dev.rolecall.ingest.scim.Limits;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the HTTP library and the endpoints: who calls, which body, and back. The event loop never
 * waits: each request is answered on a virtual thread, and its answer hops back.
 */
final class ScimRoutes {

  static final String BASE = "/scim/v2";

  /** Another version of the protocol (RFC 7644 § 3.13). */
  private static final Pattern OTHER_VERSION = Pattern.compile("/scim/v(?!2(?:/|$))[0-9.]+(?:/|$)");

  private static final Logger LOG = LoggerFactory.getLogger(ScimRoutes.class);

  /**
   * A request that may go on; the timer ends it when its body does not come.
   *
   * @param path below the base path
   */
  private record Admitted(
      Caller caller, String path, Reading<Target> target, Instant receivedAt, long timer) {}

  private final IngestConfig config;
  private final Bounds bounds;
  private final Vertx vertx;
  private final ExecutorService workers;
  private final Doorway doorway;
  private final Answers answers;
  private final Incoming incoming;
  private final CurrentTerms terms;
  private final Semaphore requests;
  private final BodyRoom room;
  private final BodyHandler bodies = bodies(Limits.MAX_BODY_BYTES);
  private final BodyHandler bulkBodies = bodies(Limits.MAX_BULK_BYTES);

  ScimRoutes(IngestConfig config, Bounds bounds, Vertx vertx, ExecutorService workers) {
    this.config = config;
    this.bounds = bounds;
    this.vertx = vertx;
    this.workers = workers;
    this.doorway = new Doorway(config.door(), config.http(), vertx, workers);
    this.terms = new CurrentTerms(config.directories());
    this.incoming = new Incoming(new PublicAddress(config.http(), BASE));
    this.requests = new Semaphore(bounds.requests());
    this.room = new BodyRoom(bounds.bodyBytes());
    Directory directory = new Directory(config.view(), config.commands());
    Dialects dialects = new Dialects(config.metrics());
    this.answers =
        new Answers(
            new Endpoints(directory, dialects, config.ids(), config.clock(), config.door()::turn),
            config.metrics());
    measure(config.metrics());
  }

  /** What is under way, and the room that is left. */
  private void measure(MeterRegistry metrics) {
    Gauge.builder(
            "rolecall.scim.requests.in.flight",
            requests,
            it -> bounds.requests() - it.availablePermits())
        .description("SCIM requests that are read or answered now")
        .strongReference(true)
        .register(metrics);
    Gauge.builder("rolecall.scim.bodies.bytes", room, BodyRoom::taken)
        .description("Memory that bodies of requests take now")
        .baseUnit("bytes")
        .strongReference(true)
        .register(metrics);
  }

  void mount(Router router) {
    router.route().handler(new AnswerHeaders(config.clock())::add);
    router.route(BASE + "/*").handler(this::admit);
    router.route(BASE + "/*").handler(this::receive);
    router.route(BASE + "/*").handler(this::answer);
    router.route().failureHandler(ScimRoutes::failed);
    router.errorHandler(404, ScimRoutes::nothingHere);
    router.errorHandler(405, ScimRoutes::nothingHere);
  }

  /** Before the body is read: who is it, and is there room. */
  private void admit(RoutingContext routing) {
    Instant now = config.clock().instant();
    HttpServerRequest request = routing.request();
    String correlation = Correlation.of(request.getHeader(Correlation.HEADER), config.ids());
    routing.put("correlation", correlation);
    doorway.ask(routing, correlation, now, admission -> admit(routing, admission, now));
  }

  private void admit(RoutingContext routing, Admission admission, Instant receivedAt) {
    switch (admission) {
      case Admission.Refused refused -> write(routing, TurnedAway.reply(refused));
      case Admission.Entered(Caller caller) -> enter(routing, caller, receivedAt);
    }
  }

  private void enter(RoutingContext routing, Caller caller, Instant receivedAt) {
    if (routing.response().closed()) {
      // Gone while its token was verified: there is no end to come that would give its place back.
      return;
    }
    if (!Incoming.isReadable(routing.request())) {
      refuse(routing, ScimError.unsupportedMediaType());
      return;
    }
    Optional<Runnable> place = place(routing.request());
    if (place.isEmpty()) {
      ScimError full = ScimError.unavailable("Too many requests are under way.");
      write(routing, Reply.busy(full, Reply.A_MOMENT));
    } else {
      long late = vertx.setTimer(bounds.longestBody().toMillis(), timer -> tooSlow(routing));
      routing.addEndHandler(ended -> {
        vertx.cancelTimer(late);
        place.get().run();
      });
      String path = routing.normalizedPath().substring(BASE.length());
      Reading<Target> target = Target.read(Paths.decoded(path));
      routing.put("admitted", new Admitted(caller, path, target, receivedAt, late));
      routing.next();
    }
  }

  private Optional<Runnable> place(HttpServerRequest request) {
    if (!requests.tryAcquire()) {
      return Optional.empty();
    }
    Optional<Runnable> body = room.take(request);
    if (body.isEmpty()) {
      requests.release();
      return Optional.empty();
    }
    return Optional.of(() -> {
      body.get().run();
      requests.release();
    });
  }

  private static void tooSlow(RoutingContext routing) {
    routing.response().putHeader("Connection", "close");
    refuse(routing, new ScimError(408, null, "The body took too long."));
    routing.request().connection().close();
  }

  private void receive(RoutingContext routing) {
    boolean isBulk = admitted(routing).target().value() instanceof Target.Bulk;
    (isBulk ? bulkBodies : bodies).handle(routing);
  }

  private void answer(RoutingContext routing) {
    Admitted admitted = admitted(routing);
    vertx.cancelTimer(admitted.timer());
    Call call =
        incoming.call(
            routing.request(),
            admitted.path(),
            admitted.target(),
            terms.of(admitted.caller().directory()),
            routing.body().buffer(),
            admitted.caller(),
            correlation(routing),
            admitted.receivedAt());
    Context context = vertx.getOrCreateContext();
    workers.execute(() -> {
      Reply reply = answers.to(call);
      Responses.send(context, routing.response(), call.correlation(), reply);
    });
  }

  private static BodyHandler bodies(int limit) {
    return BodyHandler.create(false).setBodyLimit(limit);
  }

  private static Admitted admitted(RoutingContext routing) {
    Admitted admitted = routing.get("admitted");
    if (admitted == null) {
      throw new IllegalStateException("a request was not admitted");
    }
    return admitted;
  }

  private static String correlation(RoutingContext routing) {
    String correlation = routing.get("correlation");
    return correlation == null ? "" : correlation;
  }

  private static void refuse(RoutingContext routing, ScimError error) {
    write(routing, Reply.error(error));
  }

  private static void write(RoutingContext routing, Reply reply) {
    Responses.write(routing.response(), correlation(routing), reply);
  }

  private static void nothingHere(RoutingContext routing) {
    boolean isOtherVersion = OTHER_VERSION.matcher(routing.request().path()).lookingAt();
    refuse(
        routing,
        isOtherVersion
            ? ScimError.badRequest(ScimType.INVALID_VERSION, "This is SCIM 2.0, at " + BASE + ".")
            : ScimError.notFound("There is no such endpoint."));
  }

  private static void failed(RoutingContext routing) {
    int status = routing.statusCode();
    if (routing.failure() instanceof ScimException expected) {
      refuse(routing, expected.error());
    } else if (status == 413) {
      refuse(routing, tooLarge(routing));
    } else if (status == 404) {
      nothingHere(routing);
    } else if (status >= 400 && status < 500) {
      refuse(routing, new ScimError(status, null, "The request cannot be read."));
    } else {
      LOG.atError()
          .setCause(routing.failure())
          .addKeyValue("correlation", correlation(routing))
          .log("A request failed before it was read");
      refuse(routing, ScimError.internal());
    }
  }

  /** RFC 7644 § 3.7.4 wants the limit to be named. */
  private static ScimError tooLarge(RoutingContext routing) {
    return admitted(routing).target().value() instanceof Target.Bulk
        ? ScimError.tooLarge(
            "The size of the bulk operation exceeds the maxPayloadSize ("
                + Limits.MAX_BULK_BYTES
                + ").")
        : ScimError.tooLarge("A body is at most 10 MiB.");
  }
}

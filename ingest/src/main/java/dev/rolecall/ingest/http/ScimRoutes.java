package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Deviation;
import dev.rolecall.ingest.scim.Limits;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

  /** A body that takes longer holds memory for nothing: 10 MiB need 3 Mbit/s. */
  private static final Duration LONGEST_BODY = Duration.ofSeconds(30);

  /** Each may hold a body and wait ten seconds; identity providers send some tens at a time. */
  private static final int MOST_REQUESTS = 1_000;

  /** A request that may go on; the timer ends it when its body does not come. */
  private record Admitted(Caller caller, Instant receivedAt, long timer) {}

  private final IngestConfig config;
  private final Vertx vertx;
  private final ExecutorService workers;
  private final Tokens tokens;
  private final Dialects dialects;
  private final Endpoints endpoints;
  private final Semaphore requests = new Semaphore(MOST_REQUESTS);

  ScimRoutes(IngestConfig config, Vertx vertx, ExecutorService workers) {
    this.config = config;
    this.vertx = vertx;
    this.workers = workers;
    this.tokens = new Tokens(config.directories());
    this.dialects = new Dialects(config.metrics());
    this.endpoints =
        new Endpoints(new Directory(config.view(), config.commands()), dialects, config.ids());
  }

  void mount(Router router) {
    router.route(BASE + "/*").handler(this::admit);
    router
        .route(BASE + "/*")
        .handler(BodyHandler.create(false).setBodyLimit(Limits.MAX_BODY_BYTES));
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
    Optional<Caller> caller = tokens.caller(request.getHeader("Authorization"), now);
    if (caller.isEmpty()) {
      refuse(routing, ScimError.unauthorized());
    } else if (!hasReadableBody(request)) {
      refuse(routing, ScimError.unsupportedMediaType());
    } else if (!requests.tryAcquire()) {
      refuse(routing, ScimError.unavailable("Too many requests are under way."));
    } else {
      long late = vertx.setTimer(LONGEST_BODY.toMillis(), timer -> tooSlow(routing));
      routing.put("admitted", new Admitted(caller.get(), now, late));
      routing.addEndHandler(ended -> {
        vertx.cancelTimer(late);
        requests.release();
      });
      routing.next();
    }
  }

  private static void tooSlow(RoutingContext routing) {
    routing.response().putHeader("Connection", "close");
    refuse(routing, new ScimError(408, null, "The body took too long."));
    routing.request().connection().close();
  }

  private static boolean hasReadableBody(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    HttpMethod method = request.method();
    boolean hasBody =
        method.equals(HttpMethod.POST)
            || method.equals(HttpMethod.PUT)
            || method.equals(HttpMethod.PATCH);
    if (!hasBody || type == null) {
      return true;
    }
    String media = type.split(";", 2)[0].strip();
    return media.equalsIgnoreCase(Responses.SCIM) || media.equalsIgnoreCase("application/json");
  }

  private void answer(RoutingContext routing) {
    Admitted admitted = admitted(routing);
    vertx.cancelTimer(admitted.timer());
    Call call = call(routing, admitted);
    dialects.spoken(call, spoken(routing.request(), call));
    Context context = vertx.getOrCreateContext();
    workers.execute(() -> {
      Reply reply = answerSafely(call);
      context.runOnContext(
          ignored -> Responses.write(routing.response(), call.correlation(), reply));
    });
  }

  private static Set<Deviation> spoken(HttpServerRequest request, Call call) {
    Set<Deviation> seen = EnumSet.noneOf(Deviation.class);
    seen.addAll(
        RequestDialect.of(
            path(request),
            call.parameters().keySet(),
            call.body().hasRemaining(),
            Optional.ofNullable(request.getHeader("Content-Type"))));
    seen.addAll(RequestDialect.ofCondition(call.ifMatch()));
    seen.addAll(RequestDialect.ofCondition(call.ifNoneMatch()));
    return seen;
  }

  private static String path(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.path(), "");
  }

  private Reply answerSafely(Call call) {
    Timer.Sample sample = Timer.start(config.metrics());
    Reply reply;
    try {
      reply = endpoints.answer(call);
    } catch (RuntimeException e) {
      // The edge: a bug is told to the log, and the client learns only where to look for it.
      LOG.atError()
          .setCause(e)
          .addKeyValue("directory", call.directory())
          .addKeyValue("correlation", call.correlation())
          .log("A request failed");
      reply = Reply.error(ScimError.internal());
    }
    sample.stop(timer(config.metrics(), call, reply));
    return reply;
  }

  private static Timer timer(MeterRegistry metrics, Call call, Reply reply) {
    return Timer.builder("rolecall.scim.requests")
        .description("SCIM requests from the end of their body to their answer")
        .tag("directory", call.directory())
        .tag("method", call.method())
        .tag("endpoint", call.target().label())
        .tag("status", Integer.toString(reply.status()))
        .register(metrics);
  }

  private Call call(RoutingContext routing, Admitted admitted) {
    HttpServerRequest request = routing.request();
    String path = routing.normalizedPath().substring(BASE.length());
    @Nullable Buffer body = routing.body().buffer();
    Map<String, String> parameters = new HashMap<>();
    request.params().forEach(each -> parameters.putIfAbsent(each.getKey(), each.getValue()));
    return new Call(
        request.method().name(),
        Target.of(decoded(path)),
        request.method().name() + " " + path,
        root(request),
        parameters,
        Optional.ofNullable(request.getHeader("If-Match")),
        Optional.ofNullable(request.getHeader("If-None-Match")),
        ByteBuffer.wrap(body == null ? new byte[0] : body.getBytes()),
        admitted.caller(),
        correlation(routing),
        admitted.receivedAt());
  }

  private String root(HttpServerRequest request) {
    Optional<URI> configured = config.publicAddress();
    if (configured.isPresent()) {
      return configured.get().toString().replaceAll("/+$", "") + BASE;
    }
    var authority = request.authority();
    String host = authority == null ? config.endpoint().host() : authority.toString();
    return request.scheme() + "://" + host + BASE;
  }

  private static String decoded(String path) {
    // In a path, other than in a form, a plus is a plus.
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
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
    Responses.write(routing.response(), correlation(routing), Reply.error(error));
  }

  private static void nothingHere(RoutingContext routing) {
    boolean isOtherVersion = OTHER_VERSION.matcher(path(routing.request())).lookingAt();
    refuse(
        routing,
        isOtherVersion
            ? ScimError.badRequest(ScimType.INVALID_VERSION, "This is SCIM 2.0, at " + BASE + ".")
            : ScimError.notFound("There is no such endpoint."));
  }

  private static void failed(RoutingContext routing) {
    int status = routing.statusCode();
    if (status == 413) {
      refuse(routing, ScimError.tooLarge("A body is at most 10 MiB."));
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
}

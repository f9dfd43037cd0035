package dev.rolecall.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.console.OperatorTokens.Operator;
import dev.rolecall.service.config.RolecallConfig.OperatorScope;
import dev.rolecall.views.log.ViewBusyException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request over HTTP to a page and back: recognises the operator before a byte of the body is
 * read, and makes the page on a virtual thread, because reading and waiting block.
 */
final class Serving implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /** The largest request is a policy; commands end at 1 MiB, JSON escapes some of it. */
  private static final long LARGEST_BODY = 2L * 1024 * 1024;

  /** Operators are few; each page may hold some megabytes. */
  private static final int MOST_AT_ONCE = 64;

  private static final String OPERATOR = "operator";

  private final ObjectMapper json = new ObjectMapper();
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
  private final BodyHandler body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
  private final Vertx vertx;
  private final OperatorTokens tokens;
  private final InstantSource clock;

  Serving(Vertx vertx, OperatorTokens tokens, InstantSource clock) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Serves a page to operators whose token has the scope. */
  void serve(Route route, OperatorScope scope, Page page) {
    // Strangers are turned away before their body is read.
    SecurityPolicyHandler known = context -> authorise(context, scope);
    route.handler(known).handler(body).handler(context -> serve(context, page));
  }

  /** Serves a file, made while it is sent, to operators whose token has the scope. */
  void serveFile(Route route, OperatorScope scope, Download.Source source) {
    SecurityPolicyHandler known = context -> authorise(context, scope);
    route
        .handler(known)
        .handler(context -> {
          Request request = request(context);
          work(context, eventLoop -> Sending.send(context, eventLoop, source, request));
        });
  }

  private void authorise(RoutingContext context, OperatorScope scope) {
    Optional<Operator> operator =
        tokens.recognise(
            Optional.ofNullable(context.request().getHeader("Authorization")), clock.instant());
    if (operator.isEmpty()) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      Answers.refuse(context, 401, "an operator's token is needed, and it must not have expired");
    } else if (!operator.get().may(scope)) {
      Answers.refuse(context, 403, "this token lacks the scope '" + Shapes.word(scope) + "'");
    } else {
      context.put(OPERATOR, operator.get());
      context.next();
    }
  }

  private void serve(RoutingContext context, Page page) {
    Request bodiless = request(context);
    Buffer buffer = context.body().buffer();
    work(
        context,
        eventLoop -> {
          Answered answered = answered(page, bodiless, buffer);
          eventLoop.runOnContext(
              done -> Answers.answer(context, answered.status(), answered.body()));
        });
  }

  private Request request(RoutingContext context) {
    Operator operator = Objects.requireNonNull(context.<Operator>get(OPERATOR));
    Map<String, String> parameters = new HashMap<>();
    context.queryParams().forEach(each -> parameters.put(each.getKey(), each.getValue()));
    parameters.putAll(context.pathParams());
    return new Request(
        operator,
        context.request().method() + " " + context.request().path(),
        parameters,
        MissingNode.getInstance(),
        clock.instant());
  }

  /** Does what blocks on a thread of its own, as long as there are not too many. */
  private void work(RoutingContext context, Consumer<Context> task) {
    if (!atOnce.tryAcquire()) {
      Answers.refuse(context, 503, "too many requests are under way; try again");
      return;
    }
    Context eventLoop = vertx.getOrCreateContext();
    blocking.execute(() -> {
      try {
        task.accept(eventLoop);
      } finally {
        atOnce.release();
      }
    });
  }

  private record Answered(int status, JsonNode body) {
    static Answered refused(int status, @Nullable String why) {
      return new Answered(status, Shapes.object().put("error", why));
    }
  }

  private Answered answered(Page page, Request bodiless, @Nullable Buffer buffer) {
    try {
      return new Answered(200, page.answer(bodiless.with(parsed(buffer))));
    } catch (JsonProcessingException e) {
      return Answered.refused(400, "the body is not JSON");
    } catch (Refused refused) {
      return Answered.refused(refused.status(), refused.getMessage());
    } catch (ViewBusyException busy) {
      return Answered.refused(503, busy.getMessage());
    } catch (RuntimeException e) {
      // The edge: a bug or a view that cannot be read must not leave an operator without an answer.
      LOG.atError().setCause(e).log("A page could not be made");
      return Answered.refused(500, "this could not be answered; the log of the console says why");
    }
  }

  private JsonNode parsed(@Nullable Buffer buffer) throws JsonProcessingException {
    return buffer == null || buffer.length() == 0
        ? MissingNode.getInstance()
        : json.readTree(buffer.toString());
  }

  @Override
  public void close() {
    blocking.close();
  }
}

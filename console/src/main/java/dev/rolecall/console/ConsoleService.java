package dev.rolecall.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.console.OperatorTokens.Operator;
import dev.rolecall.service.config.RolecallConfig.DirectoryConfig;
import dev.rolecall.service.config.RolecallConfig.OperatorScope;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operators' API over HTTP. Every request needs an operator's token with the right scope. */
public final class ConsoleService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleService.class);

  /** The largest request is a policy; commands end at 1 MiB. */
  private static final long LARGEST_BODY = 2L * 1024 * 1024;

  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;

  private final ObjectMapper json = new ObjectMapper();
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final ConsoleConfig config;
  private final OperatorTokens tokens;
  private final HttpServer server;

  private ConsoleService(ConsoleConfig config) {
    this.config = config;
    this.tokens = new OperatorTokens(config.operators());
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(router())
            .listen(config.endpoint().port(), config.endpoint().host())
            .await();
  }

  /**
   * Starts; answers when it returns.
   *
   * @throws RuntimeException when the port cannot be opened
   */
  public static ConsoleService start(ConsoleConfig config) {
    return new ConsoleService(config);
  }

  /** Where it is. */
  public URI url() {
    return URI.create("http://" + config.endpoint().host() + ":" + server.actualPort());
  }

  private Router router() {
    People people =
        new People(
            config.directory(), config.directories().stream().map(DirectoryConfig::name).toList());
    StatusPages status = new StatusPages(config, people);
    List<String> tools = config.tools().stream().map(ConsoleConfig.ConfiguredTool::name).toList();
    AccessPages access = new AccessPages(config.trail(), people, tools);
    Router router = Router.router(vertx);
    router.get("/health/live").handler(context -> context.response().end("live"));
    router.get("/health/ready").handler(this::ready);
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    page(router, HttpMethod.GET, "/status", OperatorScope.READ, status::installation);
    page(router, HttpMethod.GET, "/people/status", OperatorScope.READ, status::person);
    page(router, HttpMethod.GET, "/who", OperatorScope.READ, access::who);
    page(router, HttpMethod.GET, "/why", OperatorScope.READ, access::why);
    page(
        router, HttpMethod.GET, "/audit", OperatorScope.READ, new AuditPage(config.trail(), people));
    page(
        router,
        HttpMethod.POST,
        "/policy",
        OperatorScope.POLICY,
        new PolicyPage(config.commands(), config.ids()));
    router.route().last().handler(context -> answer(context, 404, error("no such page")));
    router.route().failureHandler(this::failed);
    return router;
  }

  private void page(
      Router router, HttpMethod method, String path, OperatorScope scope, Page page) {
    router.route(method, "/api/v1" + path).handler(context -> serve(context, scope, page));
  }

  private void serve(RoutingContext context, OperatorScope scope, Page page) {
    Optional<Operator> operator =
        tokens.recognise(
            Optional.ofNullable(context.request().getHeader("Authorization")),
            config.clock().instant());
    if (operator.isEmpty()) {
      answer(
          context,
          UNAUTHORISED,
          error("an operator's token is needed, and it must not have expired"));
      return;
    }
    if (!operator.get().may(scope)) {
      answer(
          context, FORBIDDEN, error("this token lacks the scope '" + Shapes.word(scope) + "'"));
      return;
    }
    Request request;
    try {
      request = request(context, operator.get());
    } catch (JsonProcessingException e) {
      answer(context, 400, error("the body is not JSON"));
      return;
    }
    var eventLoop = vertx.getOrCreateContext();
    blocking.execute(
        () -> {
          Answered answered = answered(page, request);
          eventLoop.runOnContext(done -> answer(context, answered.status(), answered.body()));
        });
  }

  private record Answered(int status, JsonNode body) {}

  private Answered answered(Page page, Request request) {
    try {
      return new Answered(200, page.answer(request));
    } catch (Refused refused) {
      return new Answered(refused.status(), error(refused.getMessage()));
    } catch (RuntimeException e) {
      // The edge: a bug or a view that cannot be read must not leave an operator without an answer.
      LOG.atError().setCause(e).log("A page could not be made");
      return new Answered(500, error("this could not be answered; the log of the console says why"));
    }
  }

  private Request request(RoutingContext context, Operator operator)
      throws JsonProcessingException {
    Map<String, String> parameters = new HashMap<>();
    context.queryParams().forEach(each -> parameters.put(each.getKey(), each.getValue()));
    var buffer = context.body().buffer();
    JsonNode body =
        buffer == null || buffer.length() == 0
            ? MissingNode.getInstance()
            : json.readTree(buffer.toString());
    return new Request(
        operator,
        context.request().method() + " " + context.request().path(),
        parameters,
        body,
        config.clock().instant());
  }

  private void ready(RoutingContext context) {
    Map<String, String> problems = config.health().problems();
    answer(context, problems.isEmpty() ? 200 : 503, json.valueToTree(problems));
  }

  private void failed(RoutingContext context) {
    int status = context.statusCode() > 0 ? context.statusCode() : 500;
    answer(context, status, error(status == 413 ? "the body is too large" : "refused"));
  }

  private static JsonNode error(@org.jspecify.annotations.Nullable String message) {
    return Shapes.object().put("error", message);
  }

  private static void answer(RoutingContext context, int status, JsonNode body) {
    if (!context.response().ended()) {
      context
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .putHeader("Cache-Control", "no-store")
          .end(body.toString());
    }
  }

  @Override
  public void close() {
    server.shutdown(5, TimeUnit.SECONDS).await();
    blocking.close();
    vertx.close().await();
  }
}

package dev.rolecall.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.console.Publishing.Asking;
import dev.rolecall.console.Publishing.Sent;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.service.config.RolecallConfig.OperatorScope;
import dev.rolecall.service.tls.ListenerTls;
import dev.rolecall.views.log.ViewBusyException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operators' API over HTTP. Every page needs an operator's token with the right scope. */
public final class ConsoleService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleService.class);

  /** No page takes as long; who is silent for longer holds a connection for nothing. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

  private final ObjectMapper json = new ObjectMapper();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final ConsoleConfig config;
  private final Serving serving;
  private final PlanJobs plans;
  private final Publishing publishing;
  private final HttpServer server;
  private final Optional<ListenerTls> tls;

  private ConsoleService(ConsoleConfig config, Optional<ListenerTls> tls) {
    this.config = config;
    this.tls = tls;
    this.serving = new Serving(vertx, new OperatorTokens(config.operators()), config.clock());
    this.plans =
        new PlanJobs(
            new Planner(config.trail(), config.directory(), config.policyTools()),
            config.clock(),
            config.ids());
    this.publishing = new Publishing(plans, config.commands(), config.clock(), config.ids());
    try {
      this.server =
          vertx
              .createHttpServer(options())
              .requestHandler(router())
              .listen(config.endpoint().port(), config.endpoint().host())
              .await();
    } catch (RuntimeException e) {
      serving.close();
      plans.close();
      vertx.close().await();
      throw new IllegalStateException(
          "the operators' address %s:%d cannot be opened"
              .formatted(config.endpoint().host(), config.endpoint().port()),
          e);
    }
    tls.ifPresent(certificate -> {
      certificate.renew(server);
      config.health().caution("operator.tls", certificate::warnings);
    });
  }

  private HttpServerOptions options() {
    // As for SCIM: nobody asks for HTTP/2 without TLS.
    HttpServerOptions options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout((int) LONGEST_SILENCE.toSeconds());
    return tls.map(each -> each.applied(options)).orElse(options);
  }

  /**
   * Starts; answers when it returns.
   *
   * @throws IllegalStateException when the port cannot be opened, or a certificate cannot be used
   */
  public static ConsoleService start(ConsoleConfig config) {
    // First: a certificate that cannot be used is said before anything is opened.
    Optional<ListenerTls> tls =
        config.endpoint().tls().map(each -> ListenerTls.open("operator", each, config.clock()));
    return new ConsoleService(config, tls);
  }

  /** Where it is. */
  public URI url() {
    return URI.create(
        config.endpoint().scheme() + "://" + config.endpoint().host() + ":" + server.actualPort());
  }

  /** Days until the certificate in use expires; empty without TLS. */
  public OptionalLong certificateDays() {
    return tls.stream().mapToLong(ListenerTls::daysLeft).findFirst();
  }

  /**
   * Publishes a bundle as an operator would: planned first, and held when it takes too much. Waits
   * for what becomes of it.
   */
  public Published publish(
      List<PolicyFile> files, Optional<String> commit, Actor actor, String request) {
    try {
      Sent sent =
          publishing.publish(
              new SentBundle(files, commit), Optional.empty(), new Asking(actor, request));
      return sent.hold()
          .<Published>map(
              hold -> new Published.Held(hold, PlanSummaries.detail(sent.prepared().summary())))
          .orElseGet(() -> new Published.InForce(sent.accepted().getChanged()));
    } catch (Refused | ViewBusyException refused) {
      return new Published.Failed(String.valueOf(refused.getMessage()));
    }
  }

  private Router router() {
    ToolNames tools =
        new ToolNames(config.tools().stream().map(ConsoleConfig.ConfiguredTool::name).toList());
    People people = new People(config.directory(), config.trail(), config.directories());
    StatusPages status = new StatusPages(config, people);
    AccessPages access = new AccessPages(config.trail(), people, tools);
    PolicyInForce inForce = new PolicyInForce(config.trail(), config.policyTools().tools());
    VoicesPage voices = new VoicesPage(config.trail(), people, tools, inForce);
    AuditPage audit = new AuditPage(config.trail(), people);
    PolicyPage policy = new PolicyPage(publishing);
    PlanPages planned = new PlanPages(plans, people);
    Router router = Router.router(vertx);
    router.get("/health/live").handler(context -> context.response().end("live"));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
    page(router, HttpMethod.GET, "/status", OperatorScope.READ, status::installation);
    page(router, HttpMethod.GET, "/people/status", OperatorScope.READ, status::person);
    page(router, HttpMethod.GET, "/who", OperatorScope.READ, access::who);
    page(
        router,
        HttpMethod.GET,
        "/why",
        OperatorScope.READ,
        each -> each.flag("all") ? voices.answer(each) : access.why(each));
    page(router, HttpMethod.GET, "/audit", OperatorScope.READ, audit);
    page(router, HttpMethod.POST, "/policy/plans", OperatorScope.READ, planned::begin);
    page(router, HttpMethod.GET, "/policy/plans", OperatorScope.READ, planned::state);
    page(router, HttpMethod.POST, "/policy", OperatorScope.POLICY, policy);
    tools(router, inForce);
    decisions(router, people, tools);
    ofTools(router, people, tools);
    router.route().last().handler(context -> Answers.refuse(context, 404, "no such page"));
    router.route().failureHandler(ConsoleService::failed);
    return router;
  }

  /** How the tools are, and whether what they have is what the policy wants. */
  private void tools(Router router, PolicyInForce inForce) {
    Surveys surveys = new Surveys(config.trail(), config.tools());
    ToolPages tools = new ToolPages(config.trail(), config.tools());
    AdoptReportPages adoption = new AdoptReportPages(surveys);
    DriftPages drift = new DriftPages(surveys, config.policyTools());
    DraftPages draft = new DraftPages(surveys, config.policyTools(), inForce);
    table(router, "adoption", adoption::table);
    table(router, "drift", drift::table);
    page(router, HttpMethod.GET, "/tools", OperatorScope.READ, tools::list);
    page(router, HttpMethod.GET, "/tools/:name", OperatorScope.READ, tools::one);
    page(router, HttpMethod.GET, "/tools/:name/adoption", OperatorScope.READ, adoption::report);
    page(router, HttpMethod.GET, "/tools/:name/drift", OperatorScope.READ, drift::drift);
    page(router, HttpMethod.POST, "/tools/:name/draft", OperatorScope.READ, draft::draft);
  }

  private void table(Router router, String what, Download.Source source) {
    serving.serveFile(
        router.routeWithRegex(HttpMethod.GET, "/api/v1/tools/(?<name>[^/]+)/" + what + "\\.csv"),
        OperatorScope.READ,
        source);
  }

  /** What operators decide, and what they look at before. */
  private void decisions(Router router, People people, ToolNames tools) {
    OperatorCommands commands =
        new OperatorCommands(config.commands(), config.clock(), config.ids());
    Watching watching = new Watching(config.patience());
    HeldPolicy policy = new HeldPolicy(publishing, plans, config.directory());
    HoldPages holds = new HoldPages(config, people, tools, policy);
    PausePages pauses = new PausePages(config, commands, watching);
    ReadyPages ready = new ReadyPages(config, people, commands, watching);
    UndoPages undo = new UndoPages(config, people, commands);
    serving.serveFile(
        router.routeWithRegex(HttpMethod.GET, "/api/v1/holds/(?<id>[^/]+)\\.csv"),
        OperatorScope.READ,
        holds::table);
    page(router, HttpMethod.GET, "/holds", OperatorScope.READ, holds::list);
    page(router, HttpMethod.GET, "/holds/:id", OperatorScope.READ, holds::one);
    page(
        router,
        HttpMethod.POST,
        "/holds/:id/decision",
        OperatorScope.DECIDE,
        new DecisionPage(config.trail(), holds, policy, commands, watching));
    page(router, HttpMethod.POST, "/tools/:name/pause", OperatorScope.DECIDE, pauses::pause);
    page(router, HttpMethod.POST, "/tools/:name/resume", OperatorScope.DECIDE, pauses::resume);
    page(router, HttpMethod.GET, "/directories/:name/ready", OperatorScope.READ, ready::plan);
    page(router, HttpMethod.POST, "/directories/:name/ready", OperatorScope.DECIDE, ready::confirm);
    page(router, HttpMethod.GET, "/undo", OperatorScope.READ, undo::plan);
    page(router, HttpMethod.POST, "/undo", OperatorScope.DECIDE, undo::undo);
  }

  /** What operators ask of tools: to look again, whose an account is, what is taken over. */
  private void ofTools(Router router, People people, ToolNames tools) {
    OperatorCommands commands =
        new OperatorCommands(config.commands(), config.clock(), config.ids());
    Watching watching = new Watching(config.patience());
    ResyncPage resync = new ResyncPage(config, people, commands, watching);
    LinkPages links = new LinkPages(config.trail(), people, tools, commands, watching);
    AdoptionPages adoptions = new AdoptionPages(config, people, tools, commands);
    page(router, HttpMethod.POST, "/resync", OperatorScope.DECIDE, resync);
    page(router, HttpMethod.GET, "/links", OperatorScope.READ, links::list);
    page(router, HttpMethod.POST, "/links/check", OperatorScope.READ, links::check);
    page(router, HttpMethod.POST, "/links", OperatorScope.ADMIN, links::set);
    page(router, HttpMethod.GET, "/adoptions", OperatorScope.READ, adoptions::plan);
    page(router, HttpMethod.POST, "/adoptions", OperatorScope.ADMIN, adoptions::adopt);
  }

  private void page(Router router, HttpMethod method, String path, OperatorScope scope, Page page) {
    serving.serve(router.route(method, "/api/v1" + path), scope, page);
  }

  private void ready(RoutingContext context) {
    Map<String, String> problems = config.health().problems();
    Map<String, Map<String, String>> page =
        Map.of("problems", problems, "warnings", config.health().warnings());
    Answers.answer(context, problems.isEmpty() ? 200 : 503, json.valueToTree(page));
  }

  private void metrics(RoutingContext context) {
    // Some of it is counted in the view: not on the event loop.
    var unused =
        vertx
            .executeBlocking(config.scrape()::get)
            .onSuccess(text ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
            .onFailure(context::fail);
  }

  private static void failed(RoutingContext context) {
    int status = context.statusCode() > 0 ? context.statusCode() : 500;
    if (status >= 500) {
      LOG.atError().setCause(context.failure()).log("A request could not be answered");
    }
    Answers.refuse(
        context,
        status,
        switch (status) {
          case 400 -> "the request is not well formed";
          case 413 -> "the body is too large";
          default -> "this could not be answered; the log of the console says why";
        });
  }

  @Override
  public void close() {
    server.shutdown(5, TimeUnit.SECONDS).await();
    plans.close();
    serving.close();
    tls.ifPresent(ListenerTls::close);
    vertx.close().await();
  }
}

package dev.rolecall.app;

import dev.rolecall.app.cli.Instance;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.app.cli.TokenCommand.Token;
import dev.rolecall.app.directory.ConfigSource;
import dev.rolecall.app.directory.DirectoryWatch;
import dev.rolecall.app.policy.PolicyWatch;
import dev.rolecall.app.policy.PolicyWatch.Watched;
import dev.rolecall.app.policy.Reach;
import dev.rolecall.connectors.runtime.ConnectorRuntime;
import dev.rolecall.console.ConsoleService;
import dev.rolecall.ingest.door.Door;
import dev.rolecall.ingest.http.IngestService;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.service.Health;
import dev.rolecall.service.InstanceIdentity;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.SchemaTopic;
import dev.rolecall.service.TopicSetup;
import dev.rolecall.service.config.Directories;
import dev.rolecall.service.config.DirectoryConfig.TokenHash;
import dev.rolecall.service.config.OperatorClient;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import dev.rolecall.service.config.RolecallConfig.OperatorScope;
import dev.rolecall.service.config.RolecallConfig.OperatorToken;
import dev.rolecall.service.config.RolecallConfig.Publish;
import dev.rolecall.service.config.RolecallConfig.ToolConfig;
import dev.rolecall.service.exchange.CommandExchange;
import dev.rolecall.views.directory.DirectoryView;
import dev.rolecall.views.trail.TrailView;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * Everything in one process: broker, processor, connectors, ingest and console, opened in this
 * order and closed in reverse. Nothing is stubbed; these are the services that run alone in
 * production.
 */
public final class AllInOne implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Closing parts;
  private final Map<String, ConnectorRuntime> connectors = new ConcurrentHashMap<>();
  private final Health health = new Health();
  private final RolecallConfig config;
  private final Catalogue catalogue;
  private final KafkaSettings kafka;
  private final Services services;
  private final DirectoryView view;
  private final IngestService ingest;
  private final Instance instance;

  private AllInOne(
      RolecallConfig config,
      Optional<ConfigSource> source,
      Catalogue catalogue,
      Reach reach,
      Closing parts)
      throws InterruptedException {
    this.parts = parts;
    this.config = config;
    this.catalogue = catalogue;
    InstanceIdentity identity = parts.add(InstanceIdentity.hold(config.data(), UUID::randomUUID));
    this.kafka = config.kafka().orElseGet(() -> embedded(config, parts));
    createTopics();
    SchemaTopic.use(kafka);
    Scrape scrape = parts.add(new Scrape());
    scrape.health(health);
    this.services = new Services(config, catalogue, kafka, identity.id(), scrape);
    parts.add(services.kafkaWatch(health));
    parts.add(services.stateOrigin());
    parts.add(services.directory(health));
    parts.add(services.access(health));
    catalogue.connected().keySet().forEach(this::startConnector);
    parts.add(() -> connectors.values().forEach(ConnectorRuntime::close));
    this.view = parts.add(services.directoryView("view", health));
    TrailView trail = parts.add(services.trail(health));
    CommandExchange exchange = parts.add(services.exchange("exchange", health));
    Token local = TokenCommand.random(new SecureRandom());
    Door door = parts.add(services.door(parts.add(services.audit("refusals")), health));
    Directories directories =
        source.<Directories>map(each -> watch(each, door)).orElse(config::directories);
    ConsoleService console =
        parts.add(services.console(operators(local), directories, view, trail, exchange, health));
    parts.add(services.notices(health));
    this.instance = instance(config.operatorClient(), console, local);
    this.ingest = parts.add(services.ingest(directories, door, view, exchange, health));
    awaitReady();
    watchPolicies(console, reach);
  }

  private static KafkaSettings embedded(RolecallConfig config, Closing parts) {
    return parts.add(EmbeddedBroker.start(config.data().resolve("broker"))).settings();
  }

  private static Instance instance(OperatorClient client, ConsoleService console, Token local) {
    return new Instance(
        client.url().orElse(console.url()), local.secret(), client.ca(), client.identity());
  }

  /**
   * Starts everything; ready for traffic when it returns.
   *
   * @throws UserError when the configuration names something that does not exist
   */
  public static AllInOne start(RolecallConfig config) throws InterruptedException {
    return start(config, Optional.empty(), Reach.WHILE_OBSERVING);
  }

  /**
   * As {@link #start(RolecallConfig)}; changes of the file's directories take effect by themselves.
   */
  public static AllInOne start(RolecallConfig config, ConfigSource source)
      throws InterruptedException {
    return start(config, Optional.of(source), Reach.WHILE_OBSERVING);
  }

  /**
   * As {@link #start(RolecallConfig)}, for tools that are simulators: a watched policies' folder is
   * in force at each change, whatever the modes of the tools.
   */
  public static AllInOne startWithSimulators(RolecallConfig config) throws InterruptedException {
    return start(config, Optional.empty(), Reach.SIMULATED_TOOLS);
  }

  private static AllInOne start(RolecallConfig config, Optional<ConfigSource> source, Reach reach)
      throws InterruptedException {
    Catalogue catalogue = new Catalogue(config);
    List<String> problems = new ArrayList<>(catalogue.problems());
    problems.addAll(TlsCheck.problems(config, InstantSource.system().instant()));
    if (!problems.isEmpty()) {
      throw new UserError(
          "the configuration has "
              + problems.size()
              + " problem(s):\n  "
              + String.join("\n  ", problems));
    }
    if (config.kafka().isEmpty()) {
      BrokerLibrary.require();
    }
    Closing parts = new Closing();
    try {
      return new AllInOne(config, source, catalogue, reach, parts);
    } catch (RuntimeException | InterruptedException e) {
      parts.close();
      throw e;
    }
  }

  /** The base of SCIM, for identity providers. */
  public URI scim() {
    Endpoint endpoint = config.http().endpoint();
    return URI.create(
        endpoint.scheme() + "://" + endpoint.host() + ":" + ingest.port() + "/scim/v2");
  }

  /** Where operators are served, with a token for this machine. */
  public Instance operator() {
    return instance;
  }

  /** Whether a policy is in force: without one nobody's access changes. */
  public boolean hasPolicy() {
    // What was published a moment ago counts; without an answer in time, what is known does.
    return view.upToDate(Keys.POLICY_DIRECTORY)
        .handleAsync((done, behind) -> view.bundle().isPresent())
        .join();
  }

  /** Lets operators' commands of this user on this machine find it. */
  public void announce() {
    instance.announce(config.data());
  }

  public KafkaSettings kafka() {
    return kafka;
  }

  /** Takes a connector out, as a rolling upgrade would. */
  public void stopConnector(String tool) {
    ConnectorRuntime running = connectors.remove(tool);
    if (running != null) {
      running.close();
    }
  }

  public void startConnector(String tool) {
    ToolConfig configured = config.tools().get(tool);
    if (configured == null) {
      throw new IllegalArgumentException("no tool is configured as " + tool);
    }
    connectors.computeIfAbsent(tool, name -> services.connector(configured, health));
  }

  private void createTopics() throws InterruptedException {
    var topics = Topics.all(catalogue.connected().keySet());
    try (Admin admin = Admin.create(kafka.admin("topics"))) {
      if (config.kafka().isEmpty()) {
        HangingTransactions.abort(admin, InstantSource.system());
      }
      TopicSetup.Layout layout =
          config.kafka().isEmpty() ? TopicSetup.Layout.ALL_IN_ONE : TopicSetup.Layout.PRODUCTION;
      TopicSetup.create(admin, topics, layout);
      List<String> differences = TopicSetup.differences(admin, topics);
      if (!differences.isEmpty()) {
        throw new UserError(
            "the topics of this cluster are not ours:\n  " + String.join("\n  ", differences));
      }
    }
  }

  private List<OperatorToken> operators(Token local) {
    List<OperatorToken> operators = new ArrayList<>(config.operators());
    operators.add(
        new OperatorToken(
            new TokenHash("local-operator", local.sha256(), Optional.empty()),
            Arrays.asList(OperatorScope.values())));
    return operators;
  }

  private void awaitReady() throws InterruptedException {
    InstantSource clock = InstantSource.system();
    var end = clock.instant().plus(LONGEST_START);
    while (!health.problems().isEmpty()) {
      if (clock.instant().isAfter(end)) {
        throw new UserError(
            "not ready after " + LONGEST_START.toSeconds() + " s: " + health.problems());
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private DirectoryWatch watch(ConfigSource source, Door door) {
    DirectoryWatch watch = parts.add(DirectoryWatch.start(source, config.directories(), door::use));
    health.caution("directories", watch::warnings);
    return watch;
  }

  private void watchPolicies(ConsoleService console, Reach reach) {
    if (config.policies().publish() == Publish.WATCH) {
      PolicyWatch watch =
          parts.add(
              PolicyWatch.start(
                  new Watched(config.policies().path(), catalogue.tools(), reach, view::bundle),
                  read ->
                      console.publish(
                          read.files(), read.commit(), PolicyWatch.ACTOR, PolicyWatch.REQUEST)));
      health.add("policies", watch::problem);
      health.caution("policies", watch::warnings);
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}

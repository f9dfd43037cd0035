package dev.rolecall.app;

import dev.rolecall.connectors.runtime.ConnectorRuntime;
import dev.rolecall.connectors.runtime.RateLimits;
import dev.rolecall.connectors.runtime.RuntimeConfig;
import dev.rolecall.console.ConsoleConfig;
import dev.rolecall.console.ConsoleService;
import dev.rolecall.console.notices.Notices;
import dev.rolecall.ingest.door.Door;
import dev.rolecall.ingest.door.DoorConfig;
import dev.rolecall.ingest.http.IngestConfig;
import dev.rolecall.ingest.http.IngestService;
import dev.rolecall.processor.access.AccessConfig;
import dev.rolecall.processor.access.AccessStage;
import dev.rolecall.processor.directory.DirectoryConfig;
import dev.rolecall.processor.directory.DirectoryStage;
import dev.rolecall.processor.directory.decide.PolicyCheck;
import dev.rolecall.service.Health;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.StateOrigin;
import dev.rolecall.service.audit.KafkaAudit;
import dev.rolecall.service.config.Directories;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.config.RolecallConfig.OperatorToken;
import dev.rolecall.service.config.RolecallConfig.ToolConfig;
import dev.rolecall.service.exchange.CommandExchange;
import dev.rolecall.service.exchange.ExchangeConfig;
import dev.rolecall.service.watch.KafkaWatch;
import dev.rolecall.service.watch.WatchServer;
import dev.rolecall.views.directory.DirectoryView;
import dev.rolecall.views.directory.DirectoryViewConfig;
import dev.rolecall.views.log.LogView.LogViewConfig;
import dev.rolecall.views.trail.TrailView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How each service is made from the configuration: the one place where parts are wired. What each
 * service keeps is in a folder of its own below the data folder.
 */
final class Services {

  /** Operators wait no longer for what is newest; no request of an identity provider does. */
  private static final Duration TRAIL_GATHERS = Duration.ofMillis(50);

  private final RolecallConfig config;
  private final Catalogue catalogue;
  private final KafkaSettings kafka;
  private final String instance;
  private final Scrape scrape;
  private final InstantSource clock = InstantSource.system();
  private final Supplier<UUID> ids = UUID::randomUUID;

  Services(
      RolecallConfig config,
      Catalogue catalogue,
      KafkaSettings kafka,
      String instance,
      Scrape scrape) {
    this.config = config;
    this.catalogue = catalogue;
    this.kafka = kafka;
    this.instance = instance;
    this.scrape = scrape;
  }

  KafkaWatch kafkaWatch(Health health) {
    KafkaWatch watch = KafkaWatch.start(kafka);
    health.add("kafka", watch::problem);
    return watch;
  }

  /** For a service that serves nothing else over HTTP. */
  WatchServer watch(Health health) {
    return WatchServer.start(config.watch(), health, scrape);
  }

  /**
   * Looks whether what the processor keeps belongs to this Kafka; to be closed after the processor.
   *
   * @throws UserError when it does not
   */
  StateOrigin stateOrigin() throws InterruptedException {
    StateOrigin origin = StateOrigin.of(folder("processor"), kafka);
    origin
        .problem()
        .ifPresent(why -> {
          throw new UserError(why);
        });
    origin.keep();
    return origin;
  }

  DirectoryStage directory(Health health) {
    DirectoryStage stage =
        DirectoryStage.start(
            new DirectoryConfig(
                kafka,
                folder("processor/directory"),
                instance,
                new PolicyCheck(catalogue.tools(), config.policies().releaseOwn()),
                failure -> {}));
    health.add("directory", stage::problem);
    scrape.lag("directory", stage::lag);
    threads("directory", stage::replacedThreads);
    return stage;
  }

  AccessStage access(Health health) {
    AccessStage stage =
        AccessStage.start(
            new AccessConfig(
                kafka, folder("processor/access"), instance, catalogue.configured(), clock));
    health.add("access", stage::problem);
    scrape.lag("access", stage::lag);
    scrape.lag("guard", stage::guardLag);
    threads("access", stage::replacedThreads);
    health.caution("clock", stage::warnings);
    return stage;
  }

  ConnectorRuntime connector(ToolConfig tool, Health health) {
    RateLimits limits =
        RateLimits.permit(tool.type(), tool.options(), tool.pace().callsPerMinute());
    ConnectorRuntime runtime =
        ConnectorRuntime.start(
            new RuntimeConfig(
                tool.name(),
                catalogue.type(tool).open(catalogue.settings(tool).with(limits)),
                kafka,
                instance,
                Pacing.of(tool.pace()),
                scrape.meters(),
                clock,
                new SecureRandom(),
                ids,
                config.data(),
                limits));
    health.caution("tool " + tool.name(), runtime::warnings);
    health.add("connector " + tool.name(), runtime::problem);
    return runtime;
  }

  CommandExchange exchange(String client, Health health) {
    CommandExchange exchange = CommandExchange.start(ExchangeConfig.of(kafka, client, clock, ids));
    health.add("outcomes", exchange::problem);
    scrape.gauge(
        "rolecall.commands.in.flight",
        "Commands that wait for their outcome",
        Tags.empty(),
        exchange::inFlight);
    return exchange;
  }

  DirectoryView directoryView(String client, Health health) {
    DirectoryView view =
        DirectoryView.start(
            new DirectoryViewConfig(
                kafka,
                client,
                folder(client).resolve("directory.db"),
                DirectoryViewConfig.LONGEST_WAIT,
                clock));
    health.add("directory view", view::problem);
    scrape.lag("directory view", view::lag);
    return view;
  }

  TrailView trail(Health health) {
    TrailView view =
        TrailView.start(
            new LogViewConfig(
                kafka, "trail", folder("console").resolve("trail.db"), clock, TRAIL_GATHERS),
            catalogue.connected().keySet());
    health.add("trail view", view::problem);
    scrape.lag("trail view", view::lag);
    OpenHoldMeters.add(scrape, view, clock);
    return view;
  }

  KafkaAudit audit(String client) {
    return KafkaAudit.start(kafka, client);
  }

  Door door(KafkaAudit audit, Health health) {
    Door door =
        Door.open(
            new DoorConfig(config.directories().values(), audit, scrape.meters(), clock, ids));
    health.caution("door", door::warnings);
    return door;
  }

  IngestService ingest(
      Directories directories,
      Door door,
      DirectoryView view,
      CommandExchange exchange,
      Health health) {
    return IngestService.start(
        new IngestConfig(
            config.http(),
            directories,
            door,
            view,
            exchange,
            health,
            scrape.meters(),
            scrape,
            clock,
            ids));
  }

  ConsoleService console(
      List<OperatorToken> operators,
      Directories directories,
      DirectoryView view,
      TrailView trail,
      CommandExchange exchange,
      Health health) {
    ConsoleService console =
        ConsoleService.start(
            new ConsoleConfig(
                config.operator(),
                operators,
                directories,
                catalogue.configuredTools(),
                catalogue.policyTools(),
                view,
                trail,
                exchange,
                health,
                scrape,
                clock,
                ids,
                ConsoleConfig.PATIENCE));
    if (config.operator().tls().isPresent()) {
      Gauge.builder(
              "rolecall.http.certificate.expiry.days",
              console,
              each -> each.certificateDays().orElse(0))
          .description("Days until the certificate in use expires.")
          .tag("listener", "operator")
          .register(scrape.meters());
    }
    return console;
  }

  Notices notices(Health health) {
    Notices notices = Notices.start(kafka, config.receivers(), clock);
    health.caution("notify", notices::warnings);
    return notices;
  }

  private void threads(String stage, Supplier<Number> replaced) {
    scrape.gauge(
        "rolecall.stage.threads.replaced",
        "Threads of a stage that died and were replaced in the last ten minutes",
        Tags.of("stage", stage),
        replaced);
  }

  private Path folder(String name) {
    return config.data().resolve(name);
  }
}

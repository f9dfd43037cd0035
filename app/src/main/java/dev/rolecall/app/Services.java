package dev.rolecall.app;

import dev.rolecall.connectors.runtime.ConnectorRuntime;
import dev.rolecall.connectors.runtime.Pace;
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
import dev.rolecall.service.audit.KafkaAudit;
import dev.rolecall.service.config.Directories;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.config.RolecallConfig.OperatorToken;
import dev.rolecall.service.config.RolecallConfig.PaceConfig;
import dev.rolecall.service.config.RolecallConfig.ToolConfig;
import dev.rolecall.service.exchange.CommandExchange;
import dev.rolecall.service.exchange.ExchangeConfig;
import dev.rolecall.views.directory.DirectoryView;
import dev.rolecall.views.directory.DirectoryViewConfig;
import dev.rolecall.views.log.LogView.LogViewConfig;
import dev.rolecall.views.trail.TrailView;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  private final PrometheusMeterRegistry metrics;
  private final InstantSource clock = InstantSource.system();
  private final Supplier<UUID> ids = UUID::randomUUID;

  Services(
      RolecallConfig config,
      Catalogue catalogue,
      KafkaSettings kafka,
      String instance,
      PrometheusMeterRegistry metrics) {
    this.config = config;
    this.catalogue = catalogue;
    this.kafka = kafka;
    this.instance = instance;
    this.metrics = metrics;
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
    return stage;
  }

  AccessStage access(Health health) {
    AccessStage stage =
        AccessStage.start(
            new AccessConfig(
                kafka, folder("processor/access"), instance, catalogue.configured(), clock));
    health.add("access", stage::problem);
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
                pace(tool.pace()),
                metrics,
                clock,
                new SecureRandom(),
                ids,
                config.data(),
                limits));
    health.caution("tool " + tool.name(), runtime::warnings);
    health.add(
        "connector " + tool.name(),
        () -> runtime.isRunning() ? Optional.empty() : Optional.of("it has stopped; restart it"));
    return runtime;
  }

  CommandExchange exchange(String client, Health health) {
    CommandExchange exchange = CommandExchange.start(ExchangeConfig.of(kafka, client, clock, ids));
    health.add("outcomes", exchange::problem);
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
    return view;
  }

  TrailView trail(Health health) {
    TrailView view =
        TrailView.start(
            new LogViewConfig(
                kafka, "trail", folder("console").resolve("trail.db"), clock, TRAIL_GATHERS),
            catalogue.connected().keySet());
    health.add("trail view", view::problem);
    return view;
  }

  KafkaAudit audit(String client) {
    return KafkaAudit.start(kafka, client);
  }

  Door door(KafkaAudit audit, Health health) {
    Door door =
        Door.open(new DoorConfig(config.directories().values(), audit, metrics, clock, ids));
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
            metrics,
            metrics::scrape,
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
    return ConsoleService.start(
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
            clock,
            ids,
            ConsoleConfig.PATIENCE));
  }

  Notices notices(Health health) {
    Notices notices = Notices.start(kafka, config.receivers(), clock);
    health.caution("notify", notices::warnings);
    return notices;
  }

  private static Pace pace(PaceConfig configured) {
    Pace usual = Pace.DEFAULT;
    return new Pace(
        configured.concurrency().orElse(usual.concurrency()),
        configured.callDeadline().orElse(usual.callDeadline()),
        usual.firstBackOff(),
        usual.longestBackOff(),
        usual.blockedAgain(),
        usual.lookAgain(),
        configured.sweep().orElse(usual.sweep()),
        usual.probe(),
        usual.groupCommit());
  }

  private Path folder(String name) {
    return config.data().resolve(name);
  }
}

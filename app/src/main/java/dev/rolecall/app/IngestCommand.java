package dev.rolecall.app;

import dev.rolecall.app.directory.DirectoryWatch;
import dev.rolecall.ingest.door.Door;
import dev.rolecall.ingest.http.IngestService;
import dev.rolecall.service.audit.KafkaAudit;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.exchange.CommandExchange;
import dev.rolecall.views.directory.DirectoryView;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Run the SCIM service alone. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Run the SCIM service alone.")
public final class IngestCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  IngestCommand() {}

  @Override
  public Integer call() throws Exception {
    RolecallConfig read = config.readWithoutTools();
    return Alone.run(
        read,
        "ingest",
        spec.commandLine().getOut(),
        (services, health, closing) -> {
          DirectoryView view = closing.add(services.directoryView("view", health));
          CommandExchange exchange = closing.add(services.exchange("ingest", health));
          KafkaAudit audit = closing.add(services.audit("ingest-audit"));
          Door door = closing.add(services.door(audit, health));
          DirectoryWatch directories =
              closing.add(DirectoryWatch.start(config.source(), read.directories(), door::use));
          health.caution("directories", directories::warnings);
          IngestService ingest =
              closing.add(services.ingest(directories, door, view, exchange, health));
          return URI.create("http://" + read.http().endpoint().host() + ":" + ingest.port());
        });
  }
}

package dev.rolecall.app;

import dev.rolecall.service.config.RolecallConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a service that serves nothing else shows health and metrics. */
final class WatchOption {

  @Option(
      names = "--watch-port",
      paramLabel = "PORT",
      defaultValue = "${env:ROLECALL_WATCH_PORT:-" + Option.NULL_VALUE + "}",
      description =
          "Where health and metrics are served; 0: any free port. Default: ROLECALL_WATCH_PORT, else"
              + " 'watch.port' of the configuration.")
  private @Nullable Integer port;

  /** The configuration with what the command line says. */
  RolecallConfig over(RolecallConfig config) {
    if (port == null) {
      return config;
    }
    if (port < 0 || port > 65_535) {
      throw new UserError("--watch-port is a port, 0 to 65535, not " + port);
    }
    return config.withWatchPort(port);
  }
}

package dev.rolecall.app;

import dev.rolecall.app.directory.ConfigSource;
import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.RolecallConfig;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration a service runs with, and where it keeps its data. */
final class ConfigOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration; default: ${DEFAULT-VALUE}.")
  private Path file = Path.of("rolecall.yaml");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of everything that must survive a restart; default: as configured.")
  private @Nullable Path data;

  /** For a process that calls every tool. */
  RolecallConfig read() {
    return read(tool -> true);
  }

  /** For a process that calls no tool: it neither has nor needs their tokens. */
  RolecallConfig readWithoutTools() {
    return read(tool -> false);
  }

  /** For a process that calls these tools. */
  RolecallConfig read(Predicate<String> called) {
    RolecallConfig read = ConfigFile.read(file, System.getenv(), called);
    return data == null ? read : read.withData(data);
  }

  /** Where {@link #read} reads. */
  ConfigSource source() {
    return new ConfigSource(file, System.getenv());
  }
}

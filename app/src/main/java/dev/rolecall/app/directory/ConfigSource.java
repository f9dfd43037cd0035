package dev.rolecall.app.directory;

import java.nio.file.Path;
import java.util.Map;

/** Where a configuration came from, and can be read from again. */
public record ConfigSource(Path file, Map<String, String> environment) {
  public ConfigSource {
    environment = Map.copyOf(environment);
  }

  /** Without the environment: secrets are in it. */
  @Override
  public String toString() {
    return "ConfigSource[" + file + "]";
  }
}

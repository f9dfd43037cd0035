package dev.rolecall.console;

import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.service.Health;
import dev.rolecall.service.config.Directories;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import dev.rolecall.service.config.RolecallConfig.OperatorToken;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.trail.TrailReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the console needs.
 *
 * @param operators whose tokens are accepted, and for what
 * @param tools configured instances, with the name of their type
 * @param policyTools the connected ones of these, for policies
 * @param health of this process; adds to what the console says of itself
 * @param scrape the metrics as text, in Prometheus' format
 * @param patience how long an operator waits for what a command brings about
 */
public record ConsoleConfig(
    Endpoint endpoint,
    List<OperatorToken> operators,
    Directories directories,
    List<ConfiguredTool> tools,
    PolicyTools policyTools,
    DirectoryReader directory,
    TrailReader trail,
    Commands commands,
    Health health,
    Supplier<String> scrape,
    InstantSource clock,
    Supplier<UUID> ids,
    Duration patience) {

  /** Longer than the guard takes under load; less than an operator's command waits. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The account that the configuration gives a person in a tool. */
  @FunctionalInterface
  public interface AccountKeys {
    /** Empty: none, for lack of an attribute. */
    Optional<AccountKey> of(User user);
  }

  /**
   * An instance of a tool.
   *
   * @param supported whether this version has a connector for its type
   * @param described what its connector says without having asked the tool
   */
  public record ConfiguredTool(
      String name,
      String type,
      boolean supported,
      Optional<ToolReport> described,
      AccountKeys accounts) {

    /** One of which nothing is known but its type. */
    public ConfiguredTool(String name, String type, boolean supported) {
      this(name, type, supported, Optional.empty(), user -> Optional.empty());
    }
  }

  public ConsoleConfig {
    operators = List.copyOf(operators);
    tools = List.copyOf(tools);
  }
}

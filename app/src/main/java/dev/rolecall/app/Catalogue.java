package dev.rolecall.app;

import dev.rolecall.connectors.ConnectorTypes;
import dev.rolecall.connectors.runtime.ToolReports;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.console.ConsoleConfig;
import dev.rolecall.console.PolicyTools;
import dev.rolecall.policy.BindingShape;
import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.plan.CallCost;
import dev.rolecall.processor.access.AccountRule;
import dev.rolecall.processor.access.ConfiguredTool;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.config.RolecallConfig.ToolConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configured instances of tools, with what their connectors say of them. */
public final class Catalogue {

  /** No call of a connector lasts longer. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private final RolecallConfig config;

  public Catalogue(RolecallConfig config) {
    this.config = config;
  }

  /**
   * One instance of each type under the type's own name: for policies that are checked without a
   * configuration.
   */
  public static Tools withDefaultNames() {
    SortedMap<String, ToolShape> shapes = new TreeMap<>();
    for (ConnectorType type : ConnectorTypes.all()) {
      ToolSettings nowhere =
          new ToolSettings(
              type.name(), URI.create("http://localhost"), () -> "", Map.of(), CALL_TIMEOUT);
      shapes.put(type.name(), shape(type.describe(nowhere), null));
    }
    AnnouncedTools.types().forEach(type -> shapes.put(type, AnnouncedTools.shape(type, null)));
    return new Tools(shapes);
  }

  /** What is wrong with the tools of the configuration beyond what the file itself can tell. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (ToolConfig tool : config.tools().values()) {
      String path = "tools." + tool.name();
      Optional<ConnectorType> type = typeOf(tool);
      if (type.isEmpty() && !AnnouncedTools.types().contains(tool.type())) {
        problems.add(
            path
                + ".type: unknown type '"
                + tool.type()
                + "'; known are "
                + ConnectorTypes.all().stream().map(ConnectorType::name).sorted().toList());
      }
      type.ifPresent(known -> {
        for (String option : tool.options().keySet()) {
          if (known.options().stream().noneMatch(each -> isMeant(each, option))) {
            problems.add(
                path
                    + "."
                    + option
                    + ": unknown key; a "
                    + known.name()
                    + " also has "
                    + known.options().stream().sorted().toList());
          }
        }
      });
      if (type.isPresent()) {
        unusable(tool, type.get()).ifPresent(problem -> problems.add(path + ": " + problem));
      }
      if (rule(tool) instanceof AccountRule.Parsed.Broken(List<String> wrong)) {
        wrong.forEach(problem -> problems.add(path + ".account: " + problem));
      }
    }
    return problems;
  }

  /** An option that ends in {@code .*} is a mapping with keys of the user's own. */
  private static boolean isMeant(String known, String option) {
    return known.endsWith(".*")
        ? option.startsWith(known.substring(0, known.length() - 1))
        : known.equals(option);
  }

  private Optional<String> unusable(ToolConfig tool, ConnectorType type) {
    try {
      type.describe(settings(tool));
      type.limits(tool.options());
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  /** Notes that do not keep anything from starting. */
  public List<String> notes() {
    return config.tools().values().stream()
        .filter(tool -> AnnouncedTools.types().contains(tool.type()))
        .map(tool ->
            "tools."
                + tool.name()
                + ": this version has no connector for "
                + tool.type()
                + " yet; nothing is done there")
        .toList();
  }

  /** The instances that this version has a connector for. */
  public SortedMap<String, ToolConfig> connected() {
    SortedMap<String, ToolConfig> connected = new TreeMap<>(config.tools());
    connected.values().removeIf(tool -> typeOf(tool).isEmpty());
    return connected;
  }

  /** Roles and scopes of the connected instances, for policies. */
  public Tools tools() {
    SortedMap<String, ToolShape> shapes = new TreeMap<>();
    connected().forEach((name, tool) -> shapes.put(name, shape(tool)));
    return new Tools(shapes);
  }

  /**
   * As {@link #tools}, with the instances whose connectors come in a later version: for policies
   * that are checked and tested, not for those that take effect.
   */
  public Tools named() {
    SortedMap<String, ToolShape> shapes = new TreeMap<>(tools().byName());
    for (ToolConfig tool : config.tools().values()) {
      if (AnnouncedTools.types().contains(tool.type())) {
        shapes.put(tool.name(), AnnouncedTools.shape(tool.type(), tool.family().orElse(null)));
      }
    }
    return new Tools(shapes);
  }

  /** The connected instances, for the access stage. */
  public SortedMap<String, ConfiguredTool> configured() {
    SortedMap<String, ConfiguredTool> configured = new TreeMap<>();
    connected()
        .forEach((name, tool) -> {
          if (rule(tool) instanceof AccountRule.Parsed.Usable(AccountRule rule)) {
            configured.put(name, new ConfiguredTool(shape(tool), rule));
          }
        });
    return configured;
  }

  /** The connected instances, for plans of policies. */
  PolicyTools policyTools() {
    SortedMap<String, CallCost> costs = new TreeMap<>();
    SortedMap<String, AccountRule> accounts = new TreeMap<>();
    connected()
        .forEach((name, tool) -> {
          ToolDescriptor.Calls calls = describe(tool).calls();
          costs.put(name, new CallCost(calls.look(), calls.scope(), calls.change()));
          if (rule(tool) instanceof AccountRule.Parsed.Usable(AccountRule rule)) {
            accounts.put(name, rule);
          }
        });
    return new PolicyTools(
        tools(),
        costs,
        (tool, user) ->
            Optional.ofNullable(accounts.get(tool))
                .map(rule -> rule.hasAccount(user))
                .orElse(false));
  }

  /** All instances, for operators. */
  List<ConsoleConfig.ConfiguredTool> configuredTools() {
    return config.tools().values().stream().map(this::configuredTool).toList();
  }

  private ConsoleConfig.ConfiguredTool configuredTool(ToolConfig tool) {
    if (typeOf(tool).isEmpty()
        || !(rule(tool) instanceof AccountRule.Parsed.Usable(AccountRule rule))) {
      return new ConsoleConfig.ConfiguredTool(tool.name(), tool.type(), typeOf(tool).isPresent());
    }
    return new ConsoleConfig.ConfiguredTool(
        tool.name(),
        tool.type(),
        true,
        Optional.of(ToolReports.described(tool.name(), describe(tool))),
        rule::key);
  }

  public ConnectorType type(ToolConfig tool) {
    return typeOf(tool).orElseThrow(() -> new UserError("no connector for " + tool.type()));
  }

  /** How to reach an instance. */
  public ToolSettings settings(ToolConfig tool) {
    Duration timeout =
        tool.pace()
            .callDeadline()
            .filter(deadline -> deadline.compareTo(CALL_TIMEOUT) < 0)
            .orElse(CALL_TIMEOUT);
    return new ToolSettings(tool.name(), tool.url(), tool.token()::reveal, tool.options(), timeout);
  }

  private ToolShape shape(ToolConfig tool) {
    return shape(describe(tool), tool.family().orElse(null));
  }

  private ToolDescriptor describe(ToolConfig tool) {
    return type(tool).describe(settings(tool));
  }

  private static AccountRule.Parsed rule(ToolConfig tool) {
    return AccountRule.parse(tool.account().find(), tool.account().createAs().orElse(null));
  }

  private static Optional<ConnectorType> typeOf(ToolConfig tool) {
    return ConnectorTypes.all().stream()
        .filter(type -> type.name().equals(tool.type()))
        .findFirst();
  }

  private static ToolShape shape(ToolDescriptor descriptor, @Nullable String family) {
    return new ToolShape(
        descriptor.type(),
        family,
        descriptor.scopes().stream()
            .map(scope ->
                new ScopeShape(
                    scope.name(),
                    scope.pattern(),
                    kind(scope.kind()),
                    scope.roles(),
                    ByHand.inScopes(scope, descriptor)))
            .toList(),
        descriptor.bindings().stream()
            .map(binding ->
                new BindingShape(
                    binding.holders(),
                    binding.resources(),
                    binding.roles(),
                    ByHand.ofBindings(binding)))
            .toList());
  }

  private static RoleKind kind(ToolDescriptor.RoleKind kind) {
    return switch (kind) {
      case LADDER -> RoleKind.LADDER;
      case SET -> RoleKind.SET;
    };
  }
}

package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to a descriptor. */
record Shapes(ToolDescriptor tool) {

  private static final String ANY_PATH = "{**}";
  private static final String ONE_NAME = "{}";

  /**
   * The shape of a scope; the most specific comes first: literal, prefix and name, prefix and any
   * path ({@code folder:{**}}), any path.
   */
  Optional<ScopeShape> of(String scope) {
    return tool.scopes().stream()
        .filter(shape -> shape.pattern().equals(scope))
        .findFirst()
        .or(() -> tool.scopes().stream().filter(shape -> hasPrefix(shape, scope)).findFirst())
        .or(() ->
            tool.scopes().stream()
                .filter(shape -> isPathBelow(shape.pattern(), scope))
                .max(Comparator.comparingInt(shape -> shape.pattern().length())));
  }

  /** Whether a change of this kind can be made through the API, when nothing is said: no. */
  boolean can(Ability ability) {
    return works(tool.support(ability));
  }

  /** The same in one scope; null: of the account. */
  boolean can(Ability ability, @Nullable String scope) {
    Optional<Support> here =
        scope == null
            ? Optional.empty()
            : of(scope).flatMap(shape -> Optional.ofNullable(shape.capabilities().get(ability)));
    return works(here.orElseGet(() -> tool.support(ability)));
  }

  /** Whether a person can do what the API cannot. */
  boolean onlyByHand(Ability ability) {
    return tool.support(ability) == Support.MANUAL;
  }

  /** Whether there can be invitations anywhere. */
  boolean invites() {
    return tool.support(Ability.INVITE) != Support.NONE
        || tool.scopes().stream()
            .anyMatch(shape ->
                shape.capabilities().getOrDefault(Ability.INVITE, Support.NONE) != Support.NONE);
  }

  /** Whether offboarding leaves no account that works. */
  boolean stopsTheAccount() {
    List<OffboardingStep> steps = tool.offboarding();
    return (steps.contains(OffboardingStep.DISABLE_ACCOUNT) && can(Ability.DISABLE_ACCOUNT))
        || (steps.contains(OffboardingStep.DELETE_ACCOUNT) && can(Ability.DELETE_ACCOUNT));
  }

  /** What a person has to do in the tool, as an addition to a sentence. */
  String how(Ability ability) {
    return tool.instruction(ability).map(how -> " (" + how + ")").orElse("");
  }

  static boolean works(Support support) {
    return switch (support) {
      case NATIVE, EMULATED, UNOFFICIAL -> true;
      case MANUAL, NONE -> false;
    };
  }

  /** Whether a name is of a literal or prefixed pattern. */
  static boolean fits(String pattern, String name) {
    return pattern.equals(name) || hasPrefix(pattern, name);
  }

  private static boolean isPathBelow(String pattern, String scope) {
    if (!pattern.endsWith(ANY_PATH)) {
      return false;
    }
    String prefix = pattern.substring(0, pattern.length() - ANY_PATH.length());
    return scope.startsWith(prefix) && scope.length() > prefix.length();
  }

  private static boolean hasPrefix(ScopeShape shape, String scope) {
    return hasPrefix(shape.pattern(), scope);
  }

  /** {@code team:{}} has one name after the prefix, {@code folder:{**}} any path. */
  private static boolean hasPrefix(String pattern, String scope) {
    boolean path = pattern.endsWith(ANY_PATH);
    if (!path && !pattern.endsWith(ONE_NAME)) {
      return false;
    }
    int end = pattern.length() - (path ? ANY_PATH : ONE_NAME).length();
    return end > 0
        && scope.startsWith(pattern.substring(0, end))
        && scope.length() > end
        && (path || scope.indexOf('/', end) < 0);
  }
}

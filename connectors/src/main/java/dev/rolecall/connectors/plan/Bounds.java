package dev.rolecall.connectors.plan;

import dev.rolecall.schemas.avro.Control;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What limits the work on one person.
 *
 * @param others what else writes to a tool's scopes: by scope or pattern, in the tool's words
 * @param stopped scopes in which others kept reversing what was done for this person; {@link
 *     #ACCOUNT} for the account
 */
public record Bounds(
    Modes modes,
    ScopePatterns manage,
    ProtectedAccounts protect,
    Map<String, String> others,
    Set<String> stopped) {

  /** In place of a scope: the account as a whole. */
  public static final String ACCOUNT = "";

  public Bounds {
    others = Map.copyOf(others);
    stopped = Set.copyOf(stopped);
  }

  /** Nothing else writes there, and nothing was stopped. */
  public Bounds(Modes modes, ScopePatterns manage, ProtectedAccounts protect) {
    this(modes, manage, protect, Map.of(), Set.of());
  }

  static Bounds of(Control control) {
    return new Bounds(
        Modes.of(control),
        new ScopePatterns(control.getManage()),
        new ProtectedAccounts(control.getProtect()));
  }

  /** What else writes to a scope. */
  Optional<String> otherWriter(String scope) {
    return others.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(it -> new ScopePatterns(List.of(it.getKey())).matches(scope))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}

package dev.rolecall.connectors.plan;

import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.LeaversMode;
import dev.rolecall.schemas.avro.Mode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far we may go: in a tool, in some of its scopes, and with those who have left.
 *
 * @param tool where no scope says otherwise
 * @param scopes the first that fits counts
 * @param leavers empty: as the mode says
 */
public record Modes(Mode tool, List<Scoped> scopes, Optional<LeaversMode> leavers) {

  /** A mode of some scopes. */
  public record Scoped(ScopePatterns scopes, Mode mode) {}

  public Modes {
    scopes = List.copyOf(scopes);
  }

  /** The same everywhere. */
  public static Modes all(Mode mode) {
    return new Modes(mode, List.of(), Optional.empty());
  }

  public static Modes of(Control control) {
    return new Modes(
        control.getMode(),
        control.getModes().stream()
            .map(it -> new Scoped(new ScopePatterns(List.of(it.getScopes())), it.getMode()))
            .toList(),
        Optional.ofNullable(control.getLeavers()));
  }

  /** The mode of one scope. */
  public Mode in(String scope) {
    return scopes.stream()
        .filter(it -> it.scopes().matches(scope))
        .findFirst()
        .map(Scoped::mode)
        .orElse(tool);
  }

  /**
   * For what concerns an account as a whole: an account is made for the boldest of its roles. The
   * schema lists modes from the most careful on.
   */
  Mode leastCareful(Collection<String> wanted) {
    return wanted.stream().map(this::in).max(Comparator.naturalOrder()).orElse(tool);
  }

  /** Whether what somebody who left has in a scope, or their account (null), is taken away. */
  boolean offboards(@Nullable String scope) {
    if (leavers.isPresent()) {
      return leavers.get() == LeaversMode.ENFORCE;
    }
    return switch (scope == null ? tool : in(scope)) {
      case OBSERVE -> false;
      case ADDITIVE, ENFORCE -> true;
    };
  }
}

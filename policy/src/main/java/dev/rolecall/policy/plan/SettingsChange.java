package dev.rolecall.policy.plan;

import dev.rolecall.policy.Mode;
import dev.rolecall.policy.ScopeMode;
import dev.rolecall.policy.ToolControl;
import java.util.List;
import java.util.Optional;

/**
 * How far a tool is in Rolecall's hands, now and then.
 *
 * @param from the mode now; a tool that no bundle spoke of is only observed
 * @param managed patterns of scopes that are new
 * @param released patterns of scopes that go
 * @param protectedNow patterns of accounts that are new
 * @param unprotected patterns of accounts that go
 * @param modes of some scopes, as they will be; empty: they stay
 * @param offboards whether people who leave are offboarded, and not only reported; empty: as now
 */
public record SettingsChange(
    Mode from,
    Mode to,
    List<String> managed,
    List<String> released,
    List<String> protectedNow,
    List<String> unprotected,
    Optional<List<ScopeMode>> modes,
    Optional<Boolean> offboards) {

  public SettingsChange {
    managed = List.copyOf(managed);
    released = List.copyOf(released);
    protectedNow = List.copyOf(protectedNow);
    unprotected = List.copyOf(unprotected);
    modes = modes.map(List::copyOf);
  }

  static Optional<SettingsChange> between(ToolControl now, ToolControl then) {
    SettingsChange change =
        new SettingsChange(
            now.mode(),
            then.mode(),
            without(then.manage(), now.manage()),
            without(now.manage(), then.manage()),
            without(then.protect(), now.protect()),
            without(now.protect(), then.protect()),
            Optional.of(then.modes()).filter(modes -> !modes.equals(now.modes())),
            Optional.of(then.offboards()).filter(said -> said != now.offboards()));
    return change.isNone() ? Optional.empty() : Optional.of(change);
  }

  private boolean isNone() {
    return from == to
        && managed.isEmpty()
        && released.isEmpty()
        && protectedNow.isEmpty()
        && unprotected.isEmpty()
        && modes.isEmpty()
        && offboards.isEmpty();
  }

  private static List<String> without(List<String> all, List<String> others) {
    return all.stream().filter(each -> !others.contains(each)).distinct().sorted().toList();
  }
}

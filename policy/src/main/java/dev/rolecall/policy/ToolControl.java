package dev.rolecall.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a tool is in Rolecall's hands.
 *
 * @param mode where {@code modes} says nothing else
 * @param manage patterns of scopes: {@code *} is one segment of a path or part of one, {@code **}
 *     any number of segments, also none; nothing else is touched
 * @param protect accounts that are never changed: logins or patterns with {@code *}
 * @param modes of some scopes; the first that fits counts
 * @param leavers empty: as the mode says, observe proposes and the others enforce
 */
public record ToolControl(
    Mode mode,
    List<String> manage,
    List<String> protect,
    List<ScopeMode> modes,
    Optional<LeaversMode> leavers) {

  /** What holds for a configured tool that no policy mentions: look, touch nothing. */
  public static final ToolControl UNMENTIONED = new ToolControl(Mode.OBSERVE, List.of(), List.of());

  public ToolControl {
    manage = List.copyOf(manage);
    protect = List.copyOf(protect);
    modes = List.copyOf(modes);
  }

  /** One mode for all scopes, which says what happens to leavers, too. */
  public ToolControl(Mode mode, List<String> manage, List<String> protect) {
    this(mode, manage, protect, List.of(), Optional.empty());
  }

  /** What may be done in a scope, if it is managed. */
  public Mode modeOf(String scope) {
    return modes.stream()
        .filter(each -> each.isOf(scope))
        .findFirst()
        .map(ScopeMode::mode)
        .orElse(mode);
  }

  /** The mode that allows most, of all scopes. */
  public Mode furthest() {
    return Stream.concat(Stream.of(mode), modes.stream().map(ScopeMode::mode))
        .max(Mode::compareTo)
        .orElse(mode);
  }

  /** Whether people who leave are offboarded, and not only reported. */
  public boolean offboards() {
    return leavers
        .map(said ->
            switch (said) {
              case ENFORCE -> true;
              case PROPOSE -> false;
            })
        .orElse(mode != Mode.OBSERVE);
  }

  /** Whether Rolecall may change anything in the tool, of whomever. */
  public boolean acts() {
    return furthest() != Mode.OBSERVE || offboards();
  }

  /** The same with more protected accounts; those that are there already are not repeated. */
  ToolControl with(List<String> accounts) {
    return new ToolControl(
        mode,
        manage,
        Stream.concat(protect.stream(), accounts.stream()).distinct().toList(),
        modes,
        leavers);
  }
}

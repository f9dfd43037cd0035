package dev.rolecall.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * How far a tool is in Rolecall's hands.
 *
 * @param manage patterns of scopes: {@code *} is one segment of a path or part of one, {@code **}
 *     any number of segments, also none; nothing else is touched
 * @param protect accounts that are never changed: logins or patterns with {@code *}
 */
public record ToolControl(Mode mode, List<String> manage, List<String> protect) {

  /** What holds for a configured tool that no policy mentions: look, touch nothing. */
  public static final ToolControl UNMENTIONED = new ToolControl(Mode.OBSERVE, List.of(), List.of());

  public ToolControl {
    manage = List.copyOf(manage);
    protect = List.copyOf(protect);
  }

  /** The same with more protected accounts; those that are there already are not repeated. */
  ToolControl with(List<String> accounts) {
    return new ToolControl(
        mode, manage, Stream.concat(protect.stream(), accounts.stream()).distinct().toList());
  }
}

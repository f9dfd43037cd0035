package dev.rolecall.console;

import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.ScopeMode;
import java.util.Optional;

/** What Rolecall may do in a scope of a tool, by the settings in force. */
final class ModeOfScope {

  private ModeOfScope() {}

  /** A tool without settings is in observe. */
  static String word(Optional<Control> control, String scope) {
    return Shapes.word(
        control
            .map(each ->
                each.getModes().stream()
                    .filter(mode -> new ScopeGlob(mode.getScopes()).matches(scope))
                    .findFirst()
                    .map(ScopeMode::getMode)
                    .orElse(each.getMode()))
            .orElse(Mode.OBSERVE));
  }
}

package dev.rolecall.app;

import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What policies say of changes that a tool's API does not do: what a person does instead. */
final class ByHand {

  private static final String NOT_WRITTEN_DOWN = "its API cannot, see the tool's own pages";

  private ByHand() {}

  /** Empty: the API gives, changes and takes roles in such scopes. */
  static Optional<String> inScopes(ToolDescriptor.ScopeShape scope, ToolDescriptor tool) {
    List<String> notes = new ArrayList<>();
    if (isByHand(Ability.GRANT, scope, tool) && isByHand(Ability.INVITE, scope, tool)) {
      notes.add("granting: " + instruction(Ability.GRANT, tool));
    }
    if (isByHand(Ability.REVOKE, scope, tool)) {
      notes.add("revoking: " + instruction(Ability.REVOKE, tool));
    }
    return joined(notes);
  }

  /** Empty: the API binds and unbinds. */
  static Optional<String> ofBindings(ToolDescriptor.BindingShape shape) {
    List<String> notes = new ArrayList<>();
    if (isByHand(shape.bind())) {
      notes.add("binding: " + NOT_WRITTEN_DOWN);
    }
    if (isByHand(shape.unbind())) {
      notes.add("unbinding: " + NOT_WRITTEN_DOWN);
    }
    return joined(notes);
  }

  private static boolean isByHand(
      Ability ability, ToolDescriptor.ScopeShape scope, ToolDescriptor tool) {
    return isByHand(scope.capabilities().getOrDefault(ability, tool.support(ability)));
  }

  private static boolean isByHand(Support support) {
    return switch (support) {
      case MANUAL, NONE -> true;
      case NATIVE, EMULATED, UNOFFICIAL -> false;
    };
  }

  private static String instruction(Ability ability, ToolDescriptor tool) {
    return tool.instruction(ability).orElse(NOT_WRITTEN_DOWN);
  }

  private static Optional<String> joined(List<String> notes) {
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
  }
}

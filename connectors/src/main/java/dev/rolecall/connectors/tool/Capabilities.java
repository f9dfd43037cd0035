package dev.rolecall.connectors.tool;

import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes down how each ability is supported; what is not named is not there at all. */
public final class Capabilities {

  private final Map<Ability, Support> support = new EnumMap<>(Ability.class);

  public Capabilities() {}

  /** By a documented call. */
  public Capabilities natively(Ability... abilities) {
    return as(Support.NATIVE, abilities);
  }

  /** By other documented calls that come to the same. */
  public Capabilities emulated(Ability... abilities) {
    return as(Support.EMULATED, abilities);
  }

  /** By calls that the vendor does not document, and may change. */
  public Capabilities unofficially(Ability... abilities) {
    return as(Support.UNOFFICIAL, abilities);
  }

  /** By a person in the tool; the API has no call for it. */
  public Capabilities manually(Ability... abilities) {
    return as(Support.MANUAL, abilities);
  }

  public Capabilities as(Support how, Ability... abilities) {
    List.of(abilities).forEach(ability -> support.put(ability, how));
    return this;
  }

  public Map<Ability, Support> map() {
    return Map.copyOf(support);
  }
}

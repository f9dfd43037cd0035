package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.OffboardingItem;
import dev.rolecall.schemas.avro.Origin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words for tests of plans: Ada, with the account 7. */
final class PlanWords {

  static final Modes ENFORCE = Modes.all(Mode.ENFORCE);

  private PlanWords() {}

  static Desired wanting(Modes modes, WantedRole... roles) {
    return desired(Disposition.CONVERGE, modes, roles);
  }

  static Desired leaver(Modes modes) {
    return desired(Disposition.LEAVER, modes);
  }

  static Desired looking(Desired desired) {
    return new Desired(
        desired.disposition(), desired.whom(), desired.roles(), desired.bounds(), false);
  }

  private static Desired desired(Disposition disposition, Modes modes, WantedRole... roles) {
    return new Desired(
        disposition,
        new Whom(
            Optional.empty(),
            List.of(new Whom.Lookup(Whom.By.LOGIN, "ada")),
            Optional.of("ada"),
            Optional.of("ada@acme.example"),
            Optional.empty()),
        List.of(roles),
        new Bounds(
            modes,
            new ScopePatterns(List.of("acme/**", "label:*")),
            new ProtectedAccounts(List.of("root"))),
        true);
  }

  static WantedRole role(String scope, String role) {
    return new WantedRole(scope, role, Optional.empty());
  }

  /** A linked account and roles that we granted: scope, role, scope, role. */
  static Known ours(String... scopesAndRoles) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < scopesAndRoles.length; i += 2) {
      cells.add(new Cell(scopesAndRoles[i], scopesAndRoles[i + 1], Origin.GRANTED, "active", null));
    }
    return Known.NOTHING.withAccount(Optional.of("7")).withCells(cells);
  }

  static Known allDone(Known known) {
    return known.withDone(OffboardingItem.CREDENTIALS).withDone(OffboardingItem.SESSIONS);
  }

  static Observation account(Presence presence, ObservedRole... roles) {
    return seen(Optional.of(new ObservedAccount("7", "ada", presence, false)), roles);
  }

  static Observation account(ObservedRole... roles) {
    return account(Presence.ACTIVE, roles);
  }

  static Observation nobody(ObservedRole... roles) {
    return seen(Optional.empty(), roles);
  }

  private static Observation seen(Optional<ObservedAccount> account, ObservedRole... roles) {
    return new Observation(
        account, account.map(it -> "id"), Optional.empty(), List.of(roles), Set.of());
  }

  static ObservedRole direct(String scope, String role) {
    return held(scope, role, Holding.DIRECT);
  }

  static ObservedRole held(String scope, String role, Holding holding) {
    return new ObservedRole(scope, role, holding, Optional.empty());
  }

  /** The model tool with other steps, where people have to do some of it. */
  static ToolDescriptor tool(List<OffboardingStep> steps, Ability... byHand) {
    ToolDescriptor model = ModelTool.describe(steps);
    Map<Ability, Support> capabilities = new EnumMap<>(model.capabilities());
    Map<Ability, String> instructions = new EnumMap<>(Ability.class);
    for (Ability ability : byHand) {
      capabilities.put(ability, Support.MANUAL);
      instructions.put(ability, "People → " + ability);
    }
    return new ToolDescriptor(
        model.type(),
        model.edition(),
        model.scopes(),
        steps,
        capabilities,
        instructions,
        List.of(),
        model.calls());
  }

  static List<FindingKind> kinds(Plan plan) {
    return plan.findings().stream().map(Finding::getKind).toList();
  }

  /** "ACCOUNT_DISABLED TODO", one by one. */
  static List<String> items(Plan plan) {
    return plan.checklist().stream().map(it -> it.item() + " " + it.state()).toList();
  }
}

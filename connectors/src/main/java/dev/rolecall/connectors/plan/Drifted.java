package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What others changed since the last look.
 *
 * @param scope where; {@link Bounds#ACCOUNT}: the account
 * @param before the roles there at the last look
 * @param after those that are there now
 * @param what for people; no personal data
 */
public record Drifted(String scope, List<Role> before, List<Role> after, String what) {

  /** Detail of the finding about a scope in which others kept reversing what was done. */
  public static final String STOPPED =
      "others reversed what Rolecall does here three times within 24 hours: it stops, until there"
          + " is newer access for the person (rolecall resync asks for it); find out who else"
          + " writes here";

  private static final String ACTIVE = "active";

  public Drifted {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Compares what a look found with what the last one left in good order. Only what was as wanted,
   * and is not any more, is drift; of somebody who left, also what came to be usable again.
   *
   * @param last of the same access, at rest
   */
  public static List<Drifted> since(Status last, Desired desired, Observation observed) {
    List<Drifted> drifted = new ArrayList<>();
    account(last, desired, observed, drifted);
    TreeMap<String, Drifted> byScope = new TreeMap<>();
    for (WantedRole wanted : desired.managed()) {
      String scope = wanted.scope();
      boolean lost =
          last.getCells().stream().anyMatch(cell -> is(cell, wanted) && isGone(cell, observed));
      if (lost && !observed.unknownScopes().contains(scope)) {
        byScope.putIfAbsent(
            scope,
            new Drifted(
                scope,
                before(last, scope),
                after(observed, scope),
                "somebody else changed what the person holds here; the tool does not say who"));
      }
    }
    drifted.addAll(byScope.values());
    return drifted;
  }

  /** Whether what was wanted is there again. */
  public boolean isRepaired(Desired desired, Observation observed) {
    if (scope.equals(Bounds.ACCOUNT)) {
      return works(observed) != desired.leaves();
    }
    List<Role> now = after(observed, scope);
    return desired.managed().stream()
        .filter(role -> role.scope().equals(scope))
        .map(role -> new Role(scope, role.role()))
        .filter(before::contains)
        .allMatch(now::contains);
  }

  private static void account(
      Status last, Desired desired, Observation observed, List<Drifted> drifted) {
    NativeAccount before = last.getAccount();
    if (before == null || (!desired.leaves() && desired.managed().isEmpty())) {
      return;
    }
    boolean worked = before.getState().equals(word(Presence.ACTIVE));
    boolean works = works(observed);
    if (worked && !works && !desired.leaves()) {
      drifted.add(
          new Drifted(
              Bounds.ACCOUNT,
              List.of(),
              List.of(),
              "somebody else "
                  + (observed.account().isPresent() ? "disabled" : "deleted")
                  + " the account; the tool does not say who"));
    } else if (!worked && works && desired.leaves()) {
      drifted.add(
          new Drifted(
              Bounds.ACCOUNT,
              List.of(),
              List.of(),
              "somebody else let the account of a person who left work again; the tool does not"
                  + " say who"));
    }
  }

  private static boolean is(Cell cell, WantedRole wanted) {
    return cell.getState().equals(ACTIVE)
        && cell.getScope().equals(wanted.scope())
        && cell.getRole().equals(wanted.role());
  }

  private static boolean isGone(Cell cell, Observation observed) {
    return observed.roles().stream()
        .filter(role -> role.holding() == Holding.DIRECT)
        .noneMatch(role ->
            role.scope().equals(cell.getScope())
                && role.role().equals(cell.getRole())
                && Objects.equals(PlannedChanges.start(role.ends()), cell.getEnds()));
  }

  private static List<Role> before(Status last, String scope) {
    return last.getCells().stream()
        .filter(cell -> cell.getScope().equals(scope) && cell.getState().equals(ACTIVE))
        .map(cell -> new Role(scope, cell.getRole()))
        .toList();
  }

  private static List<Role> after(Observation observed, String scope) {
    return observed.roles().stream()
        .filter(role -> role.scope().equals(scope) && role.holding() == Holding.DIRECT)
        .map(ObservedRole::role)
        .map(role -> new Role(scope, role))
        .toList();
  }

  private static boolean works(Observation observed) {
    return observed.account().filter(it -> it.presence() == Presence.ACTIVE).isPresent();
  }

  private static String word(Presence presence) {
    return presence.name().toLowerCase(Locale.ROOT);
  }
}

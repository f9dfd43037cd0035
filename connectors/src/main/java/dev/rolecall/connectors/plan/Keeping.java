package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.RoleKind;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.Keep;
import dev.rolecall.schemas.avro.ScopeReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The roles that some protected accounts hold, and get back. An account that is named in full is to
 * hold them, whatever was; of those that a pattern fits, whoever held them at the last sweep.
 */
public record Keeping(Keep keep, ToolDescriptor tool) {

  /**
   * An account, as far as it is known without a call.
   *
   * @param isId by its id; else by what protect.keep says, a login or an id
   */
  public record Named(String name, boolean isId) {}

  /**
   * The accounts that do not hold here what they are to keep.
   *
   * @param holders everybody who holds a role here now
   * @param last what the last sweep reported of the scope
   */
  public Set<Named> lost(List<ObservedHolder> holders, List<ScopeReport> last) {
    Set<Named> lost = new LinkedHashSet<>();
    for (String account : keep.getAccounts()) {
      if (!account.contains("*")) {
        ProtectedAccounts one = new ProtectedAccounts(List.of(account));
        if (!holdAll(holders.stream().filter(it -> names(one, it.account())).toList())) {
          lost.add(new Named(account, false));
        }
      }
    }
    ProtectedAccounts patterns =
        new ProtectedAccounts(
            keep.getAccounts().stream().filter(account -> account.contains("*")).toList());
    for (ScopeReport report : last) {
      for (Holder before : report.getUnexplained()) {
        String id = before.getAccount().getId();
        if (patterns.names(id, before.getAccount().getLogin())
            && keep.getRoles().contains(before.getRole())
            && !holdAll(holders.stream().filter(it -> it.account().id().equals(id)).toList())) {
          lost.add(new Named(id, true));
        }
      }
    }
    return lost;
  }

  /** What gives an account back what it is to keep, and no more. */
  public List<Change> missing(List<ObservedRole> held) {
    List<ObservedRole> here =
        held.stream()
            .filter(role -> role.scope().equals(keep.getScope()))
            .filter(role -> role.holding() == Holding.DIRECT || role.holding() == Holding.INHERITED)
            .toList();
    Set<String> roles = new HashSet<>();
    here.forEach(role -> roles.add(role.role()));
    Optional<String> direct =
        here.stream()
            .filter(role -> role.holding() == Holding.DIRECT)
            .map(ObservedRole::role)
            .findFirst();
    List<Change> missing = new ArrayList<>();
    for (String role : wanted()) {
      if (!isHeld(role, roles)) {
        missing.add(
            isLadder() && direct.isPresent()
                ? new Change.ChangeRole(keep.getScope(), direct.get(), role, Optional.empty())
                : new Change.Grant(keep.getScope(), role, Optional.empty()));
      }
    }
    return missing;
  }

  /** Whether accounts can be found by their login. */
  public boolean findsByLogin() {
    return new Shapes(tool).can(Ability.FIND_BY_LOGIN);
  }

  /** Whether the API can make such a change there. */
  public static boolean isPossible(ToolDescriptor tool, Change change, String scope) {
    return new Shapes(tool).can(Steps.needs(change), scope);
  }

  private boolean holdAll(List<ObservedHolder> holders) {
    Set<String> roles = new HashSet<>();
    holders.forEach(holder -> roles.add(holder.role()));
    return wanted().stream().allMatch(role -> isHeld(role, roles));
  }

  private boolean isHeld(String role, Set<String> held) {
    return held.contains(role)
        || (isLadder() && held.stream().anyMatch(it -> rank(it) > rank(role)));
  }

  /** Of a ladder only one can be held. */
  private List<String> wanted() {
    return isLadder()
        ? keep.getRoles().stream()
            .filter(role -> rank(role) >= 0)
            .max((left, right) -> Integer.compare(rank(left), rank(right)))
            .stream()
            .toList()
        : keep.getRoles();
  }

  private boolean isLadder() {
    return shape().filter(it -> it.kind() == RoleKind.LADDER).isPresent();
  }

  private int rank(String role) {
    return shape().map(ScopeShape::roles).orElse(List.of()).indexOf(role);
  }

  private Optional<ScopeShape> shape() {
    return new Shapes(tool).of(keep.getScope());
  }

  private static boolean names(ProtectedAccounts one, ObservedAccount account) {
    return one.names(account.id(), account.login());
  }
}

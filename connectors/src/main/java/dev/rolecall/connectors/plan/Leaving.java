package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.ItemState;
import dev.rolecall.schemas.avro.OffboardingItem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The plan for somebody who has left: everything of ours goes, what stops the person first. */
final class Leaving {

  private final Shapes shapes;
  private final Desired desired;
  private final Known known;
  private final Observation observed;
  private final Optional<ObservedAccount> account;
  private final Checklist checklist = new Checklist();
  private final Draft draft = new Draft();

  /** Nothing may be done: the account is protected, or was never worked on. */
  private final boolean untouchable;

  private final boolean isProtected;
  private boolean spared;

  Leaving(Shapes shapes, Desired desired, Known known, Observation observed) {
    this.shapes = shapes;
    this.desired = desired;
    this.known = known;
    this.observed = observed;
    this.account = observed.account();
    this.isProtected = account.filter(desired.bounds().protect()::matches).isPresent();
    this.untouchable = isProtected || isStrange();
  }

  /** An account that we never worked on. */
  private boolean isStrange() {
    return account.isPresent() && !known.linked();
  }

  Plan plan() {
    Plan.keepUnmanaged(desired, known, draft);
    List<OffboardingItem> items = Checklist.inOrder(shapes);
    for (OffboardingItem item : items) {
      see(item);
    }
    if (isStrange() && !isProtected) {
      leaveAlone();
    } else if (spared) {
      draft.untouchable();
    }
    managedRoles().forEach(role -> draft.cell(role, known.origin(role.scope(), role.role())));
    Plan.reportOtherWriters(desired, known, observed, draft);
    return draft.offboard(checklist.items());
  }

  private void leaveAlone() {
    String detail =
        "an account of somebody who left exists, which Rolecall never worked on: look at it by"
            + " hand";
    if (works()) {
      draft.blocking(FindingKind.LEFTOVER, null, detail);
    } else {
      draft.finding(FindingKind.LEFTOVER, null, detail);
    }
  }

  private void see(OffboardingItem item) {
    switch (item) {
      case ACCOUNT_DISABLED -> account(item, new Change.DisableAccount(), !works());
      case CREDENTIALS -> account(item, new Change.RevokeCredentials(), account.isEmpty());
      case SESSIONS -> account(item, new Change.EndSessions(), account.isEmpty());
      case ACCOUNT_DELETED -> account(item, new Change.DeleteAccount(), account.isEmpty());
      case INVITATIONS -> roles(item, role -> role.holding() == Holding.INVITED);
      case MEMBERSHIPS -> roles(item, role -> role.holding() != Holding.INVITED);
    }
  }

  private void account(OffboardingItem item, Change change, boolean isSo) {
    if (isSo) {
      checklist.is(item, ItemState.VERIFIED, "");
    } else if (known.done().contains(item) && !enabledAgain()) {
      checklist.is(item, ItemState.DONE, "");
    } else {
      take(item, change, gives(item));
    }
  }

  /** Who can work again may have made new credentials, and signed in. */
  private boolean enabledAgain() {
    return works() && shapes.tool().offboarding().contains(OffboardingStep.DISABLE_ACCOUNT);
  }

  /** Whether somebody who left can still use something as long as this is not done. */
  private boolean gives(OffboardingItem item) {
    return switch (item) {
      case ACCOUNT_DISABLED, ACCOUNT_DELETED, MEMBERSHIPS -> works();
      // Without any role they open nothing that is managed.
      case CREDENTIALS, SESSIONS -> works() && !managedRoles().isEmpty();
      // Whoever has the mail may take it up with another account.
      case INVITATIONS -> true;
    };
  }

  private void take(OffboardingItem item, Change change, boolean givesAccess) {
    Ability needs = Steps.needs(change);
    boolean can = shapes.can(needs, Steps.scope(change));
    if (untouchable) {
      spared = true;
      checklist.is(
          item,
          ItemState.LEFTOVER,
          isProtected
              ? "the account is protected or a bot"
              : "Rolecall never worked on the account");
      return;
    }
    if (!desired.bounds().modes().offboards(Steps.scope(change))) {
      draft.propose(change);
    } else if (can) {
      draft.make(change);
    } else {
      draft.manual(change, shapes, givesAccess);
    }
    if (can) {
      checklist.is(item, ItemState.TODO, "");
    } else {
      checklist.is(
          item,
          ItemState.MANUAL,
          shapes.tool().instruction(needs).orElse("the API cannot do it: do it by hand"));
    }
  }

  private void roles(OffboardingItem item, Predicate<ObservedRole> which) {
    checklist.is(item, ItemState.VERIFIED, "");
    List<ObservedRole> highestFirst =
        managedRoles().stream()
            .filter(which)
            .filter(role -> role.holding() != Holding.INHERITED)
            .sorted(Comparator.comparingInt(this::rank).reversed())
            .toList();
    for (ObservedRole role : highestFirst) {
      if (!known.ours(role.scope(), role.role())) {
        leftover(item, role);
      } else if (role.holding() == Holding.INVITED) {
        take(item, new Change.CancelInvite(role.scope()), gives(item));
      } else {
        take(item, new Change.Revoke(role.scope(), role.role()), gives(item));
      }
    }
    if (item == OffboardingItem.MEMBERSHIPS && highestFirst.isEmpty()) {
      managedRoles().stream()
          .filter(role -> role.holding() == Holding.INHERITED)
          .forEach(this::inherited);
    }
  }

  /**
   * Only exactly the role that we granted is ours: one that somebody changed by hand stays. Where
   * the account itself is stopped or deleted that gives nobody access; elsewhere a person has to
   * act.
   */
  private void leftover(OffboardingItem item, ObservedRole role) {
    String what =
        "somebody who left holds " + role.role() + ", which Rolecall did not grant in this form: ";
    checklist.is(item, ItemState.LEFTOVER, "a role that Rolecall did not grant in this form");
    if (isStrange()) {
      return;
    }
    if (!isStopped() || role.holding() == Holding.INVITED) {
      draft.blocking(
          FindingKind.LEFTOVER,
          role.scope(),
          what + "it stays and the account works on: take it away by hand");
    } else {
      draft.finding(
          FindingKind.LEFTOVER,
          role.scope(),
          what + "it stays, of use to nobody, because the account is stopped or deleted");
    }
  }

  /** It goes with the role above; when that is not ours to take, somebody has to. */
  private void inherited(ObservedRole role) {
    if (!isStopped()) {
      checklist.is(
          OffboardingItem.MEMBERSHIPS, ItemState.LEFTOVER, "a role that comes from a place above");
      draft.blocking(
          FindingKind.LEFTOVER,
          role.scope(),
          "somebody who left holds "
              + role.role()
              + " from a place above: take it away there, by hand");
    }
  }

  private boolean isStopped() {
    return !works()
        || (shapes.stopsTheAccount() && !untouchable && desired.bounds().modes().offboards(null));
  }

  private boolean works() {
    return account.filter(it -> it.presence() == Presence.ACTIVE).isPresent();
  }

  private List<ObservedRole> managedRoles() {
    return observed.roles().stream().filter(role -> desired.manages(role.scope())).toList();
  }

  private int rank(ObservedRole role) {
    return shapes.of(role.scope()).map(ScopeShape::roles).orElse(List.of()).indexOf(role.role());
  }
}

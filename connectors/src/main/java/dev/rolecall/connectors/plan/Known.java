package dev.rolecall.connectors.plan;

import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.ChangeKind;
import dev.rolecall.schemas.avro.ItemState;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.OffboardingItem;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.PlannedChange;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What we know of our own doing: the last status, the link of the account, and what an operator
 * took over.
 *
 * @param accountId the tool's own id, once linked and not known to be deleted
 * @param intended changes of an intent that is still open: they may have happened
 * @param done what was done for a leaver and nobody can read back, so we remember
 * @param adopted roles that are ours because an operator said so
 * @param drift what the last look found to be more than access says, and left to the guard
 */
public record Known(
    Optional<String> accountId,
    List<Cell> cells,
    List<PlannedChange> intended,
    Set<OffboardingItem> done,
    List<Role> adopted,
    List<Cell> drift) {

  /** What a status says of an account that is verifiably gone. */
  public static final String DELETED = "deleted";

  /** How the guard says that an operator set a link. */
  public static final String BY_HAND = "by hand";

  public static final Known NOTHING =
      new Known(Optional.empty(), List.of(), List.of(), Set.of(), List.of(), List.of());

  /** Nobody can see in a tool whether these are done. */
  private static final Set<OffboardingItem> UNREADABLE =
      Set.of(OffboardingItem.CREDENTIALS, OffboardingItem.SESSIONS);

  public Known {
    cells = List.copyOf(cells);
    intended = List.copyOf(intended);
    done = Set.copyOf(done);
    adopted = List.copyOf(adopted);
    drift = List.copyOf(drift);
  }

  public static Known of(@Nullable Status status, @Nullable Link link) {
    if (status == null) {
      return NOTHING.withAccount(idOf(link == null ? null : link.getAccount()));
    }
    NativeAccount account = status.getAccount();
    if (link != null && isOtherByHand(link, account)) {
      // What we did, we did in another account.
      return NOTHING.withAccount(idOf(link.getAccount()));
    }
    if (account == null && link != null) {
      account = link.getAccount();
    }
    return new Known(
        idOf(account),
        status.getCells(),
        status.getIntent() == null ? List.of() : status.getIntent().getChanges(),
        done(status),
        List.of(),
        status.getDrift());
  }

  /** Whether an operator has said that the account is another one than we worked with. */
  public static boolean isOtherByHand(Link link, @Nullable NativeAccount account) {
    NativeAccount said = link.getAccount();
    return said != null
        && link.getFoundBy().equals(BY_HAND)
        && account != null
        && !account.getId().equals(said.getId());
  }

  /** The same, while these changes are under way. */
  public Known during(List<PlannedChange> changes) {
    return new Known(accountId, cells, changes, done, adopted, drift);
  }

  public Known withCells(List<Cell> newest) {
    return new Known(accountId, newest, intended, done, adopted, drift);
  }

  public Known withAccount(Optional<String> id) {
    return new Known(id, cells, intended, done, adopted, drift);
  }

  public Known withDone(OffboardingItem item) {
    Set<OffboardingItem> more = new HashSet<>(done);
    more.add(item);
    return new Known(accountId, cells, intended, more, adopted, drift);
  }

  public Known adopting(List<Role> roles) {
    return new Known(accountId, cells, intended, done, roles, drift);
  }

  /**
   * Whether the account, or a role or an invitation of it, ever was ours: also when we meant to
   * make one, and do not know what came of it.
   */
  public boolean linked() {
    return accountId.isPresent()
        || isIntended(ChangeKind.CREATE_ACCOUNT)
        || cells.stream().anyMatch(cell -> isOurs(cell.getOrigin()));
  }

  /** Whose a role is that was read in the tool. */
  Origin origin(String scope, String role) {
    for (Cell cell : cells) {
      if (cell.getScope().equals(scope)
          && cell.getRole().equals(role)
          && isOurs(cell.getOrigin())) {
        return cell.getOrigin();
      }
    }
    boolean underWay =
        intended.stream()
            .anyMatch(change -> scope.equals(change.getScope()) && role.equals(change.getTo()));
    if (underWay) {
      return Origin.GRANTED;
    }
    return adopted.contains(new Role(scope, role)) ? Origin.ADOPTED : Origin.UNEXPLAINED;
  }

  boolean ours(String scope, String role) {
    return isOurs(origin(scope, role));
  }

  /**
   * Roles of which a lower one is what is left in the middle of our own work: that with which a new
   * account begins before it is raised, or ends before it is gone.
   */
  List<String> inTheMiddleOf(String scope) {
    List<String> roles = new ArrayList<>();
    boolean creates = isIntended(ChangeKind.CREATE_ACCOUNT);
    boolean disables = isIntended(ChangeKind.DISABLE_ACCOUNT);
    for (PlannedChange change : intended) {
      if (scope.equals(change.getScope())) {
        if (creates && change.getKind() == ChangeKind.GRANT && change.getTo() != null) {
          roles.add(change.getTo());
        } else if (change.getKind() == ChangeKind.REVOKE && change.getFrom() != null) {
          roles.add(change.getFrom());
        }
      }
    }
    cells.stream()
        .filter(cell -> disables && cell.getScope().equals(scope) && isOurs(cell.getOrigin()))
        .map(Cell::getRole)
        .forEach(roles::add);
    return roles;
  }

  private boolean isIntended(ChangeKind kind) {
    return intended.stream().anyMatch(change -> change.getKind() == kind);
  }

  static boolean isOurs(Origin origin) {
    return switch (origin) {
      case GRANTED, ADOPTED -> true;
      case UNEXPLAINED -> false;
    };
  }

  /** Before there were checklists, to be offboarded meant that all of it was done. */
  private static Set<OffboardingItem> done(Status status) {
    if (status.getChecklist().isEmpty()) {
      return status.getState() == State.OFFBOARDED ? UNREADABLE : Set.of();
    }
    Set<OffboardingItem> done = new HashSet<>();
    status.getChecklist().stream()
        .filter(it -> UNREADABLE.contains(it.getItem()))
        .filter(it -> it.getState() == ItemState.DONE || it.getState() == ItemState.VERIFIED)
        .forEach(it -> done.add(it.getItem()));
    return done;
  }

  private static Optional<String> idOf(@Nullable NativeAccount account) {
    return account == null || account.getState().equals(DELETED)
        ? Optional.empty()
        : Optional.of(account.getId());
  }
}

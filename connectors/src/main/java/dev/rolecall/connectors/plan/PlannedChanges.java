package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.avro.ChangeKind;
import dev.rolecall.schemas.avro.PlannedChange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes as an intent records them, and whether what was intended has come about. */
public final class PlannedChanges {

  private PlannedChanges() {}

  public static List<PlannedChange> of(List<Change> changes) {
    return changes.stream().map(PlannedChanges::of).toList();
  }

  public static PlannedChange of(Change change) {
    return switch (change) {
      case Change.CreateAccount() -> account(ChangeKind.CREATE_ACCOUNT);
      case Change.EnableAccount() -> account(ChangeKind.ENABLE_ACCOUNT);
      case Change.DisableAccount() -> account(ChangeKind.DISABLE_ACCOUNT);
      case Change.RevokeCredentials() -> account(ChangeKind.REVOKE_CREDENTIALS);
      case Change.EndSessions() -> account(ChangeKind.END_SESSIONS);
      case Change.DeleteAccount() -> account(ChangeKind.DELETE_ACCOUNT);
      case Change.Invite(String scope, String role, Optional<LocalDate> ends) ->
          new PlannedChange(ChangeKind.INVITE, scope, null, role, start(ends));
      case Change.CancelInvite(String scope) ->
          new PlannedChange(ChangeKind.CANCEL_INVITE, scope, null, null, null);
      case Change.Grant(String scope, String role, Optional<LocalDate> ends) ->
          new PlannedChange(ChangeKind.GRANT, scope, null, role, start(ends));
      case Change.ChangeRole(String scope, String from, String to, Optional<LocalDate> ends) ->
          new PlannedChange(
              from.equals(to) ? ChangeKind.SET_END : ChangeKind.CHANGE,
              scope,
              from,
              to,
              start(ends));
      case Change.Revoke(String scope, String role) ->
          new PlannedChange(ChangeKind.REVOKE, scope, role, null, null);
    };
  }

  /**
   * Whether the tool has what the change was to bring about. Credentials cannot be read back: for
   * them the account must be gone or unable to work.
   */
  public static boolean isSoIn(Observation observed, PlannedChange change) {
    Optional<Presence> presence = observed.account().map(Observation.ObservedAccount::presence);
    return switch (change.getKind()) {
      case CREATE_ACCOUNT -> presence.isPresent();
      case ENABLE_ACCOUNT -> presence.filter(is -> is == Presence.ACTIVE).isPresent();
      case DISABLE_ACCOUNT, REVOKE_CREDENTIALS, END_SESSIONS ->
          presence.filter(is -> is == Presence.ACTIVE).isEmpty();
      case DELETE_ACCOUNT -> presence.isEmpty();
      case INVITE, GRANT, CHANGE, SET_END -> holds(observed, change.getScope(), change.getTo());
      case CANCEL_INVITE ->
          observed.roles().stream()
              .noneMatch(role ->
                  role.scope().equals(change.getScope())
                      && role.holding() == Observation.Holding.INVITED);
      case REVOKE -> !holdsDirectly(observed, change.getScope(), change.getFrom());
      case MANUAL -> false;
    };
  }

  private static boolean holds(Observation observed, String scope, @Nullable String role) {
    return observed.roles().stream()
        .anyMatch(held -> held.scope().equals(scope) && held.role().equals(role));
  }

  private static boolean holdsDirectly(Observation observed, String scope, @Nullable String role) {
    return observed.roles().stream()
        .anyMatch(held ->
            held.scope().equals(scope)
                && held.role().equals(role)
                && held.holding() == Observation.Holding.DIRECT);
  }

  private static PlannedChange account(ChangeKind kind) {
    return new PlannedChange(kind, null, null, null, null);
  }

  static @Nullable Instant start(Optional<LocalDate> day) {
    return day.map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant()).orElse(null);
  }
}

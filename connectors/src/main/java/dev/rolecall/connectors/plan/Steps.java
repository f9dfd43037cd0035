package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.schemas.avro.Cell;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a change is about. */
final class Steps {

  private Steps() {}

  static @Nullable String scope(Change change) {
    return switch (change) {
      case Change.CreateAccount() -> null;
      case Change.EnableAccount() -> null;
      case Change.DisableAccount() -> null;
      case Change.RevokeCredentials() -> null;
      case Change.EndSessions() -> null;
      case Change.DeleteAccount() -> null;
      case Change.Invite(String scope, String role, Optional<LocalDate> ends) -> scope;
      case Change.CancelInvite(String scope) -> scope;
      case Change.Grant(String scope, String role, Optional<LocalDate> ends) -> scope;
      case Change.ChangeRole(String scope, String from, String to, Optional<LocalDate> ends) ->
          scope;
      case Change.Revoke(String scope, String role) -> scope;
    };
  }

  /** Whether a change takes something away from what a cell says that the tool has. */
  static boolean takesFrom(Change change, Cell cell) {
    if (!cell.getScope().equals(scope(change))) {
      return false;
    }
    return switch (change) {
      case Change.ChangeRole(String scope, String from, String to, Optional<LocalDate> ends) ->
          cell.getRole().equals(from);
      case Change.Revoke(String scope, String role) -> cell.getRole().equals(role);
      case Change.CancelInvite(String scope) -> cell.getState().equals("invited");
      case Change.Invite i -> false;
      case Change.Grant g -> false;
      case Change.CreateAccount c -> false;
      case Change.EnableAccount e -> false;
      case Change.DisableAccount d -> false;
      case Change.RevokeCredentials r -> false;
      case Change.EndSessions e -> false;
      case Change.DeleteAccount d -> false;
    };
  }

  static Ability needs(Change change) {
    return switch (change) {
      case Change.CreateAccount() -> Ability.CREATE_ACCOUNT;
      case Change.EnableAccount() -> Ability.DISABLE_ACCOUNT;
      case Change.DisableAccount() -> Ability.DISABLE_ACCOUNT;
      case Change.RevokeCredentials() -> Ability.REVOKE_CREDENTIALS;
      case Change.EndSessions() -> Ability.END_SESSIONS;
      case Change.DeleteAccount() -> Ability.DELETE_ACCOUNT;
      case Change.Invite i -> Ability.INVITE;
      case Change.CancelInvite c -> Ability.INVITE;
      case Change.Grant g -> Ability.GRANT;
      case Change.ChangeRole(String scope, String from, String to, Optional<LocalDate> ends) ->
          from.equals(to) ? Ability.SET_END : Ability.CHANGE;
      case Change.Revoke r -> Ability.REVOKE;
    };
  }

  static String describe(Change change) {
    return switch (change) {
      case Change.CreateAccount() -> "create the account";
      case Change.EnableAccount() -> "enable the account";
      case Change.DisableAccount() -> "disable the account";
      case Change.RevokeCredentials() -> "revoke the credentials of the account";
      case Change.EndSessions() -> "end the sessions of the account";
      case Change.DeleteAccount() -> "delete the account";
      case Change.Invite(String scope, String role, Optional<LocalDate> ends) ->
          "invite as " + role + until(ends);
      case Change.CancelInvite(String scope) -> "cancel the invitation";
      case Change.Grant(String scope, String role, Optional<LocalDate> ends) ->
          "grant " + role + until(ends);
      case Change.ChangeRole(String scope, String from, String to, Optional<LocalDate> ends) ->
          from.equals(to)
              ? "end " + to + ends.map(day -> " on " + day).orElse(" never")
              : "change " + from + " to " + to + until(ends);
      case Change.Revoke(String scope, String role) -> "revoke " + role;
    };
  }

  private static String until(Optional<LocalDate> ends) {
    return ends.map(day -> " until " + day).orElse("");
  }
}

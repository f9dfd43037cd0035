package dev.rolecall.connectors.tool;

import java.time.LocalDate;
import java.util.Optional;

/** One step towards what should be. */
public sealed interface Change {

  /** Creates the account under {@link Whom#createAs()}. */
  record CreateAccount() implements Change {}

  /** Lets a suspended account work again. */
  record EnableAccount() implements Change {}

  /** Suspends the account: no sign-in, no API. */
  record DisableAccount() implements Change {}

  /** Makes tokens and keys of the account useless, as far as the tool allows. */
  record RevokeCredentials() implements Change {}

  /** Ends what the account is signed in to. */
  record EndSessions() implements Change {}

  /** Removes the account. */
  record DeleteAccount() implements Change {}

  /** Invites {@link Whom#email()} to a scope. */
  record Invite(String scope, String role, Optional<LocalDate> ends) implements Change {}

  /** Takes an invitation back. */
  record CancelInvite(String scope) implements Change {}

  /** Gives a role in a scope where the account has none. */
  record Grant(String scope, String role, Optional<LocalDate> ends) implements Change {}

  /** Replaces a role, or only its end. */
  record ChangeRole(String scope, String from, String to, Optional<LocalDate> ends)
      implements Change {}

  /** Takes a role away: only this one; another role found there is left alone. */
  record Revoke(String scope, String role) implements Change {}
}

package dev.rolecall.connectors.tool;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tool has for one person.
 *
 * @param account empty: there is none
 * @param foundBy how it was found: "id", "login", "email", "external id"; empty without an account
 * @param taken an account that stands in the way: its login is the one to create, but {@code find}
 *     did not find it
 * @param roles direct roles and pending invitations in the scopes that were asked for
 * @param unknownScopes scopes that the tool does not have
 * @param nearest by unknown scope, the one that was probably meant, where the tool has one like it
 */
public record Observation(
    Optional<ObservedAccount> account,
    Optional<String> foundBy,
    Optional<ObservedAccount> taken,
    List<ObservedRole> roles,
    Set<String> unknownScopes,
    Map<String, String> nearest) {

  public Observation {
    roles = List.copyOf(roles);
    unknownScopes = Set.copyOf(unknownScopes);
    nearest = Map.copyOf(nearest);
  }

  /** An observation of a tool that knows of no likeness. */
  public Observation(
      Optional<ObservedAccount> account,
      Optional<String> foundBy,
      Optional<ObservedAccount> taken,
      List<ObservedRole> roles,
      Set<String> unknownScopes) {
    this(account, foundBy, taken, roles, unknownScopes, Map.of());
  }

  /**
   * An account as the tool shows it.
   *
   * @param bot the tool says that nobody signs in with it
   * @param email as the tool shows it; empty: it does not
   * @param externalId what an identity provider calls it
   */
  public record ObservedAccount(
      String id,
      String login,
      Presence presence,
      boolean bot,
      Optional<String> email,
      Optional<String> externalId) {

    /** An account of which the tool shows nothing that people are found by. */
    public ObservedAccount(String id, String login, Presence presence, boolean bot) {
      this(id, login, presence, bot, Optional.empty(), Optional.empty());
    }

    /** Personal data stay out of logs. */
    @Override
    public String toString() {
      return "ObservedAccount[" + id + ", " + presence + "]";
    }
  }

  /** Whether somebody can work with an account. */
  public enum Presence {
    ACTIVE,
    /** Suspended by us or by an administrator; can be enabled again. */
    DISABLED,
    /** Locked by the tool or by another directory; not ours to enable. */
    LOCKED
  }

  /**
   * A role in a scope.
   *
   * @param ends by the tool's own expiry, at the start of that day; empty: never
   */
  public record ObservedRole(
      String scope, String role, Holding holding, Optional<java.time.LocalDate> ends) {}

  /** In which way a role is held. */
  public enum Holding {
    DIRECT,
    /** Invited, not yet accepted. */
    INVITED,
    /** Comes from a place above; cannot be taken away here. */
    INHERITED,
    /** Waits for an administrator of the tool. */
    QUEUED
  }
}

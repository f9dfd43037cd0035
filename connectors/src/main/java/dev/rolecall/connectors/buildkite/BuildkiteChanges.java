package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.util.Optional;

/** Makes changes: finds whom and where, and leaves the rest to those who know. */
final class BuildkiteChanges {
  private final ToolDescriptor descriptor;
  private final Members members;
  private final Teams teams;
  private final Memberships memberships;
  private final Inviting inviting;
  private final OwnToken token;
  private final Optional<Graphql> graphql;

  BuildkiteChanges(
      ToolDescriptor descriptor,
      Buildkite buildkite,
      Members members,
      Teams teams,
      OwnToken token,
      Inviting inviting,
      Optional<Graphql> graphql) {
    this.descriptor = descriptor;
    this.members = members;
    this.teams = teams;
    this.memberships = new Memberships(buildkite, members, teams, token);
    this.inviting = inviting;
    this.token = token;
    this.graphql = graphql;
  }

  /**
   * Makes one change.
   *
   * @throws ToolException when what has to be known before could not be read; nothing was written
   */
  Applied apply(Whom whom, Change change) throws ToolException {
    return switch (change) {
      case Change.CreateAccount create -> manual(Ability.CREATE_ACCOUNT);
      case Change.EnableAccount enable -> manual(Ability.DISABLE_ACCOUNT);
      case Change.DisableAccount disable -> manual(Ability.DISABLE_ACCOUNT);
      case Change.EndSessions end -> manual(Ability.END_SESSIONS);
      case Change.RevokeCredentials revoke -> revokeCredentials(whom);
      case Change.DeleteAccount delete -> remove(whom);
      case Change.Invite invite -> invite(whom, invite);
      case Change.CancelInvite cancel -> inviting.cancel(whom.email(), cancel.scope());
      case Change.Grant grant -> grant(whom, grant);
      case Change.ChangeRole to -> changeRole(whom, to);
      case Change.Revoke revoke -> revoke(whom, revoke);
    };
  }

  private Applied remove(Whom whom) throws ToolException {
    Optional<String> user = user(whom);
    if (user.isEmpty() || memberships.role(user.get()).isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    return token.isOf(user.get()) ? OwnToken.own() : memberships.remove(user.get());
  }

  /** Of tokens that other organizations are reached with as well, only ours is taken. */
  private Applied revokeCredentials(Whom whom) throws ToolException {
    if (graphql.isEmpty()) {
      return manual(Ability.REVOKE_CREDENTIALS);
    }
    Optional<String> user = user(whom);
    if (user.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    return token.isOf(user.get()) ? OwnToken.own() : graphql.get().revokeAll(user.get());
  }

  private Applied invite(Whom whom, Change.Invite invite) throws ToolException {
    return place(invite.scope(), invite.role()).isEmpty()
        ? unknown()
        : inviting.invite(whom.email(), invite.scope(), invite.role());
  }

  /** Never lowers a role, and raises only one that came by itself. */
  private Applied grant(Whom whom, Change.Grant grant) throws ToolException {
    Optional<Place> place = place(grant.scope(), grant.role());
    if (place.isEmpty()) {
      return unknown();
    }
    Optional<String> user = user(whom);
    if (user.isEmpty()) {
      return new Applied.Conflict(Call.NONE);
    }
    Optional<String> held = place.get().role(user.get());
    if (held.isEmpty()) {
      return place.get().give(user.get(), grant.role());
    }
    if (held.get().equals(grant.role())) {
      return new Applied.Already(Call.NONE);
    }
    return place.get().raises(grant.role())
        ? place.get().set(user.get(), grant.role())
        : new Applied.Conflict(Call.NONE);
  }

  private Applied changeRole(Whom whom, Change.ChangeRole change) throws ToolException {
    Optional<Place> place = place(change.scope(), change.to());
    if (place.isEmpty()) {
      return unknown();
    }
    Optional<String> user = user(whom);
    Optional<String> held = user.isEmpty() ? Optional.empty() : place.get().role(user.get());
    if (user.isEmpty() || held.isEmpty()) {
      return new Applied.Conflict(Call.NONE);
    }
    if (held.get().equals(change.to())) {
      return new Applied.Already(Call.NONE);
    }
    if (!held.get().equals(change.from())) {
      return new Applied.Conflict(Call.NONE);
    }
    boolean lowers = change.to().equals(Scope.MEMBER);
    return lowers && token.isOf(user.get())
        ? OwnToken.own()
        : place.get().set(user.get(), change.to());
  }

  private Applied revoke(Whom whom, Change.Revoke revoke) throws ToolException {
    Optional<Place> place = place(revoke.scope(), revoke.role());
    if (place.isEmpty()) {
      return unknown();
    }
    Optional<String> user = user(whom);
    Optional<String> held = user.isEmpty() ? Optional.empty() : place.get().role(user.get());
    if (user.isEmpty() || held.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    if (!held.get().equals(revoke.role())) {
      return new Applied.Conflict(Call.NONE);
    }
    return token.isOf(user.get()) ? OwnToken.own() : place.get().take(user.get(), held.get());
  }

  /** Empty: no such scope that we may see, or no such role there. */
  private Optional<Place> place(String name, String role) throws ToolException {
    Optional<Scope> scope = Scope.of(name).filter(known -> known.roles().contains(role));
    if (scope.isEmpty()) {
      return Optional.empty();
    }
    return switch (scope.get()) {
      case Scope.Org org -> Optional.of(memberships);
      case Scope.InTeam(String slug) ->
          teams.find(slug).map(team -> new TeamMemberships(team, teams, token));
    };
  }

  private Optional<String> user(Whom whom) throws ToolException {
    return whom.nativeId().isPresent()
        ? whom.nativeId()
        : members.find(whom).map(found -> found.member().id());
  }

  private Applied manual(Ability ability) {
    return new Applied.Manual(
        Call.NONE, descriptor.instruction(ability).orElse("Buildkite's API has no call for this"));
  }

  private static Applied unknown() {
    return new Applied.Invalid(
        Call.NONE,
        "no such team that we may see, or no such role; Buildkite has org (member, admin) and"
            + " team:SLUG (member, maintainer)");
  }
}

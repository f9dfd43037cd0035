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
  private final TeamMemberships teamMemberships;
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
    this.teamMemberships = new TeamMemberships(teams, token);
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
    Optional<Member> member = member(whom);
    return member.isEmpty() ? new Applied.Already(Call.NONE) : memberships.remove(member.get());
  }

  /** Of tokens that other organizations are reached with as well, only ours is taken. */
  private Applied revokeCredentials(Whom whom) throws ToolException {
    if (graphql.isEmpty()) {
      return manual(Ability.REVOKE_CREDENTIALS);
    }
    Optional<Member> member = member(whom);
    if (member.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    if (token.isOf(member.get().id())) {
      return OwnToken.own();
    }
    Graphql.Tokens tokens = graphql.get().tokensOf(member.get().id());
    Applied last = new Applied.Already(Call.NONE);
    for (String id : tokens.ids()) {
      last = graphql.get().revoke(tokens.organizationId(), id);
      if (!(last instanceof Applied.Done || last instanceof Applied.Already)) {
        return last;
      }
    }
    return last;
  }

  private Applied invite(Whom whom, Change.Invite invite) throws ToolException {
    return place(invite.scope(), invite.role()).isEmpty()
        ? unknown()
        : inviting.invite(whom.email(), invite.scope(), invite.role());
  }

  private Applied grant(Whom whom, Change.Grant grant) throws ToolException {
    Optional<Place> place = place(grant.scope(), grant.role());
    if (place.isEmpty()) {
      return unknown();
    }
    return switch (place.get()) {
      case Place.Organization org -> {
        Optional<Member> member = member(whom);
        yield member.isEmpty()
            ? new Applied.Conflict(Call.NONE)
            : memberships.grant(member.get(), grant.role());
      }
      case Place.InTeam in -> {
        Optional<String> id = id(whom);
        yield id.isEmpty()
            ? new Applied.Conflict(Call.NONE)
            : teamMemberships.grant(in.team(), id.get(), grant.role());
      }
    };
  }

  private Applied changeRole(Whom whom, Change.ChangeRole change) throws ToolException {
    Optional<Place> place = place(change.scope(), change.to());
    if (place.isEmpty()) {
      return unknown();
    }
    return switch (place.get()) {
      case Place.Organization org -> {
        Optional<Member> member = member(whom);
        yield member.isEmpty()
            ? new Applied.Conflict(Call.NONE)
            : memberships.change(member.get(), change.from(), change.to());
      }
      case Place.InTeam in -> {
        Optional<String> id = id(whom);
        yield id.isEmpty()
            ? new Applied.Conflict(Call.NONE)
            : teamMemberships.change(in.team(), id.get(), change.from(), change.to());
      }
    };
  }

  private Applied revoke(Whom whom, Change.Revoke revoke) throws ToolException {
    Optional<Place> place = place(revoke.scope(), revoke.role());
    if (place.isEmpty()) {
      return unknown();
    }
    return switch (place.get()) {
      case Place.Organization org -> {
        Optional<Member> member = member(whom);
        yield member.isEmpty()
            ? new Applied.Already(Call.NONE)
            : memberships.revoke(member.get(), revoke.role());
      }
      case Place.InTeam in -> {
        Optional<String> id = id(whom);
        yield id.isEmpty()
            ? new Applied.Already(Call.NONE)
            : teamMemberships.revoke(in.team(), id.get(), revoke.role());
      }
    };
  }

  /** A scope that is there, and has the role. */
  private sealed interface Place {
    record Organization() implements Place {}

    record InTeam(Team team) implements Place {}
  }

  private Optional<Place> place(String name, String role) throws ToolException {
    Optional<Scope> scope = Scope.of(name).filter(known -> known.roles().contains(role));
    if (scope.isEmpty()) {
      return Optional.empty();
    }
    return switch (scope.get()) {
      case Scope.Org org -> Optional.of(new Place.Organization());
      case Scope.InTeam in -> teams.find(in.slug()).map(Place.InTeam::new);
    };
  }

  private Optional<Member> member(Whom whom) throws ToolException {
    return members.find(whom).map(Members.Found::member);
  }

  private Optional<String> id(Whom whom) throws ToolException {
    return whom.nativeId().isPresent() ? whom.nativeId() : member(whom).map(Member::id);
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

package dev.rolecall.connectors.gitlab;

import dev.rolecall.connectors.gitlab.Roles.Role;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.time.LocalDate;
import java.util.Optional;

/** Makes changes: finds whom, where and which level, and leaves the rest to those who know. */
final class GitLabChanges {
  private final Edition edition;
  private final Roles roles;
  private final Users users;
  private final Places places;
  private final Accounts accounts;
  private final Memberships memberships;
  private final Invitations invitations;
  private final Credentials credentials;

  GitLabChanges(
      Edition edition,
      Roles roles,
      Users users,
      Places places,
      Accounts accounts,
      Memberships memberships,
      Invitations invitations,
      Credentials credentials) {
    this.edition = edition;
    this.roles = roles;
    this.users = users;
    this.places = places;
    this.accounts = accounts;
    this.memberships = memberships;
    this.invitations = invitations;
    this.credentials = credentials;
  }

  /**
   * Makes one change.
   *
   * @throws ToolException when what has to be known before could not be read; nothing was written
   */
  Applied apply(Whom whom, Change change) throws ToolException {
    return switch (change) {
      case Change.CreateAccount create -> create(whom);
      case Change.EnableAccount enable -> enable(whom);
      case Change.DisableAccount disable -> disable(whom);
      case Change.RevokeCredentials revoke -> revokeCredentials(whom);
      case Change.EndSessions end -> new Applied.Invalid(Call.NONE, "blocking ends the sessions");
      case Change.DeleteAccount delete -> neverDelete(whom);
      case Change.Invite invite -> invite(whom, invite);
      case Change.CancelInvite cancel -> cancel(whom, cancel);
      case Change.Grant grant -> grant(whom, grant);
      case Change.ChangeRole to -> changeRole(whom, to);
      case Change.Revoke revoke -> revoke(whom, revoke);
    };
  }

  private Applied create(Whom whom) throws ToolException {
    return switch (edition) {
      case SELF_MANAGED -> accounts.create(whom);
      case GITLAB_COM ->
          new Applied.Manual(
              Call.NONE, "People create their GitLab.com accounts themselves, or are invited.");
    };
  }

  private Applied enable(Whom whom) throws ToolException {
    Optional<Users.Found> found = users.find(whom);
    if (found.isEmpty()) {
      return new Applied.Conflict(Call.NONE);
    }
    return switch (edition) {
      case SELF_MANAGED -> accounts.enable(found.get().user());
      case GITLAB_COM ->
          new Applied.Manual(Call.NONE, "Only GitLab can unblock an account on GitLab.com.");
    };
  }

  private Applied disable(Whom whom) throws ToolException {
    Optional<User> user = users.find(whom).map(Users.Found::user);
    if (user.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    return switch (edition) {
      case SELF_MANAGED -> user.get().bot() ? bot() : accounts.block(user.get().id());
      case GITLAB_COM ->
          new Applied.Manual(
              Call.NONE, "Nobody but GitLab can block an account on GitLab.com; its roles go.");
    };
  }

  private Applied revokeCredentials(Whom whom) throws ToolException {
    Optional<User> user = users.find(whom).map(Users.Found::user);
    if (user.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    return user.get().bot() ? bot() : credentials.revoke(user.get().id());
  }

  private Applied neverDelete(Whom whom) throws ToolException {
    return users.find(whom).isEmpty()
        ? new Applied.Already(Call.NONE)
        : new Applied.Manual(
            Call.NONE,
            "Rolecall never deletes a GitLab account, because its work would go with it; an"
                + " administrator can.");
  }

  private Applied invite(Whom whom, Change.Invite invite) throws ToolException {
    Optional<Place> place = places.find(invite.scope());
    Optional<Role> role = roles.of(invite.role());
    if (place.isEmpty() || role.isEmpty()) {
      return unknown();
    }
    if (whom.email().isEmpty()) {
      return new Applied.Invalid(Call.NONE, "an invitation needs an e-mail address");
    }
    return invitations.invite(place.get(), whom.email().get(), role.get(), invite.ends());
  }

  private Applied cancel(Whom whom, Change.CancelInvite cancel) throws ToolException {
    Optional<Place> place = places.find(cancel.scope());
    if (place.isEmpty() || whom.email().isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    return invitations.cancel(place.get(), whom.email().get());
  }

  private Applied grant(Whom whom, Change.Grant grant) throws ToolException {
    Optional<Place> place = places.find(grant.scope());
    Optional<Role> role = roles.of(grant.role());
    if (place.isEmpty() || role.isEmpty()) {
      return unknown();
    }
    Optional<User> user = users.find(whom).map(Users.Found::user);
    if (user.isEmpty()) {
      return new Applied.Conflict(Call.NONE);
    }
    Applied granted = grant(place.get(), user.get(), role.get(), grant.ends());
    if (granted instanceof Applied.Done && whom.email().isPresent()) {
      dropInvitation(place.get(), whom.email().get());
    }
    return granted;
  }

  private Applied grant(Place place, User user, Role role, Optional<LocalDate> ends) {
    return memberships.grant(place, user.id(), role, ends);
  }

  /**
   * GitLab leaves a pending invitation beside the membership. If it cannot be taken back now, it
   * shows again as soon as the membership ends, and is taken back then.
   */
  private void dropInvitation(Place place, String email) {
    try {
      invitations.cancel(place, email);
    } catch (ToolException unread) {
      // The role was given all the same, and that is what was asked.
      return;
    }
  }

  private Applied changeRole(Whom whom, Change.ChangeRole change) throws ToolException {
    Optional<Place> place = places.find(change.scope());
    Optional<Role> role = roles.of(change.to());
    if (place.isEmpty() || role.isEmpty()) {
      return unknown();
    }
    Optional<User> user = users.find(whom).map(Users.Found::user);
    return user.isEmpty()
        ? new Applied.Conflict(Call.NONE)
        : memberships.change(place.get(), user.get().id(), change, role.get());
  }

  private Applied revoke(Whom whom, Change.Revoke revoke) throws ToolException {
    Optional<User> user = users.find(whom).map(Users.Found::user);
    if (user.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    Optional<Place> place = places.find(revoke.scope());
    if (place.isEmpty()) {
      return unknown();
    }
    return user.get().bot()
        ? bot()
        : memberships.revoke(place.get(), user.get().id(), revoke.role());
  }

  private static Applied unknown() {
    return new Applied.Invalid(
        Call.NONE, "no such group or project that we may see, or no such role");
  }

  private static Applied bot() {
    return new Applied.Refused(Call.NONE, "a bot belongs to its group or project");
  }
}

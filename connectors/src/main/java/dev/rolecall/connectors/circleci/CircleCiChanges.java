package dev.rolecall.connectors.circleci;

import dev.rolecall.connectors.circleci.WebRoutes.Member;
import dev.rolecall.connectors.circleci.Words.Place;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.util.List;
import java.util.Optional;

/** Changes what people hold, by the routes of the web pages; what has no route is for a person. */
final class CircleCiChanges {
  private final ToolDescriptor descriptor;
  private final Organization organization;
  private final WebRoutes web;
  private final People people;
  private final Places places;

  CircleCiChanges(
      ToolDescriptor descriptor,
      Organization organization,
      WebRoutes web,
      People people,
      Places places) {
    this.descriptor = descriptor;
    this.organization = organization;
    this.web = web;
    this.people = people;
    this.places = places;
  }

  /**
   * Makes one change.
   *
   * @throws ToolException when what has to be known before could not be read; nothing was written
   */
  Applied apply(Whom whom, Change change) throws ToolException {
    return switch (change) {
      case Change.Grant grant -> set(whom, grant.scope(), Optional.empty(), grant.role());
      case Change.ChangeRole to -> set(whom, to.scope(), Optional.of(to.from()), to.to());
      case Change.Revoke revoke -> revoke(whom, revoke);
      case Change.DeleteAccount delete -> leave(whom);
      case Change.CreateAccount create -> manual(descriptor, Ability.CREATE_ACCOUNT);
      case Change.Invite invite -> manual(descriptor, Ability.INVITE);
      case Change.CancelInvite cancel -> manual(descriptor, Ability.INVITE);
      case Change.EnableAccount enable -> manual(descriptor, Ability.DISABLE_ACCOUNT);
      case Change.DisableAccount disable -> manual(descriptor, Ability.DISABLE_ACCOUNT);
      case Change.RevokeCredentials revoke -> manual(descriptor, Ability.REVOKE_CREDENTIALS);
      case Change.EndSessions end -> manual(descriptor, Ability.END_SESSIONS);
    };
  }

  static Applied manual(ToolDescriptor descriptor, Ability ability) {
    return new Applied.Manual(
        Call.NONE,
        descriptor.instruction(ability).orElse("CircleCI has no call for it; do it by hand"));
  }

  private Applied set(Whom whom, String scope, Optional<String> from, String to)
      throws ToolException {
    Optional<String> user = id(whom);
    if (user.isEmpty()) {
      return new Applied.Conflict(Call.NONE);
    }
    return switch (Words.place(scope)) {
      case Place.Org org -> setInOrganization(user.get(), from, to);
      case Place.Project project -> setInProject(project, user.get(), from, to);
      case Place.Group group -> join(group, user.get(), to);
      case Place.Context context -> unknown();
      case Place.Unknown unknown -> unknown();
    };
  }

  private Applied setInOrganization(String user, Optional<String> from, String to)
      throws ToolException {
    List<Member> members = web.members();
    Optional<String> now = People.role(members, user);
    Optional<Applied> settled = settled(now, from, to);
    if (settled.isPresent()) {
      return settled.get();
    }
    if (now.isEmpty()) {
      return new Applied.Conflict(Call.NONE);
    }
    if (Words.lowers(now.get(), to)) {
      if (organization.self().equals(user)) {
        return own();
      }
      if (now.get().equals(Words.ADMIN)
          && members.stream().filter(one -> one.role().equals(Words.ADMIN)).count() == 1) {
        return new Applied.LastHolder(Call.NONE);
      }
    }
    return Organization.written(web.setRole(user, to));
  }

  private Applied setInProject(Place.Project project, String user, Optional<String> from, String to)
      throws ToolException {
    Optional<String> id = places.project(project.name());
    if (id.isEmpty()) {
      return new Applied.Conflict(Call.NONE);
    }
    Optional<String> now = People.role(web.inProject(id.get()), user);
    Optional<Applied> settled = settled(now, from, to);
    if (settled.isPresent()) {
      return settled.get();
    }
    if (now.isPresent() && Words.lowers(now.get(), to) && organization.self().equals(user)) {
      return own();
    }
    return Organization.written(web.setProjectRole(id.get(), user, to));
  }

  /** What makes a write needless or wrong: it is so already, or somebody else changed it. */
  private static Optional<Applied> settled(Optional<String> now, Optional<String> from, String to) {
    if (!Words.LADDER.contains(to)) {
      return Optional.of(unknown());
    }
    if (now.equals(Optional.of(to))) {
      return Optional.of(new Applied.Already(Call.NONE));
    }
    return now.equals(from) ? Optional.empty() : Optional.of(new Applied.Conflict(Call.NONE));
  }

  private Applied join(Place.Group group, String user, String role) throws ToolException {
    if (!role.equals(Words.MEMBER)) {
      return unknown();
    }
    Applied there = places.ensure(group);
    Optional<String> id = places.group(group.name());
    if (id.isEmpty()) {
      return there;
    }
    return People.role(web.inGroup(id.get()), user).isPresent()
        ? new Applied.Already(Call.NONE)
        : Organization.written(web.addToGroup(id.get(), user));
  }

  private Applied revoke(Whom whom, Change.Revoke revoke) throws ToolException {
    Optional<String> user = id(whom);
    Optional<List<Member>> holders =
        user.isPresent() ? people.holders(revoke.scope()) : Optional.empty();
    Optional<String> now = holders.flatMap(all -> People.role(all, user.orElseThrow()));
    if (now.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    if (!now.get().equals(revoke.role())) {
      return new Applied.Conflict(Call.NONE);
    }
    if (organization.self().equals(user.orElseThrow())) {
      return own();
    }
    if (Words.place(revoke.scope()) instanceof Place.Group group) {
      Optional<String> id = places.group(group.name());
      return id.isPresent()
          ? Organization.written(web.removeFromGroup(id.get(), user.orElseThrow()))
          : new Applied.Already(Call.NONE);
    }
    return manual(descriptor, Ability.REVOKE);
  }

  private Applied leave(Whom whom) throws ToolException {
    Optional<Member> member = people.locate(whom);
    if (member.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    return organization.self().equals(member.get().id())
        ? own()
        : manual(descriptor, Ability.DELETE_ACCOUNT);
  }

  private Optional<String> id(Whom whom) throws ToolException {
    return whom.nativeId().isPresent() ? whom.nativeId() : people.locate(whom).map(Member::id);
  }

  private static Applied own() {
    return new Applied.Refused(Call.NONE, "this is the account Rolecall works with");
  }

  private static Applied unknown() {
    return new Applied.Invalid(
        Call.NONE,
        "people hold viewer, contributor or admin in org and project:NAME, and member in"
            + " group:NAME");
  }
}

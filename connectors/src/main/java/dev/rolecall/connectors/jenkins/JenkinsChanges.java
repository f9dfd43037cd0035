package dev.rolecall.connectors.jenkins;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.util.List;
import java.util.Optional;

/** Changes accounts and roles of one Jenkins. */
final class JenkinsChanges {
  private final JenkinsPeople people;
  private final JenkinsUsers users;
  private final RoleStrategy strategy;
  private final RoleNames names;
  private final Places places;

  JenkinsChanges(JenkinsPeople people, JenkinsUsers users, HttpCaller jenkins, RoleNames names) {
    this.people = people;
    this.users = users;
    this.strategy = new RoleStrategy(jenkins);
    this.names = names;
    this.places = new Places(jenkins);
  }

  /**
   * Makes one change.
   *
   * @throws ToolException when what has to be known before could not be read; nothing was written
   */
  Applied apply(Whom whom, Change change) throws ToolException {
    return switch (change) {
      case Change.CreateAccount create ->
          people.ours() ? users.create(whom) : notHere("accounts come from the user directory");
      case Change.EnableAccount enable -> notHere("Jenkins has no disabled accounts");
      case Change.DisableAccount disable -> notHere("Jenkins has no disabled accounts");
      case Change.RevokeCredentials revoke -> leavingAccount(whom, users::revokeTokens);
      case Change.EndSessions end -> leavingAccount(whom, this::endSessions);
      case Change.DeleteAccount delete ->
          people.ours()
              ? leavingAccount(whom, users::delete)
              : notHere("accounts belong to the user directory");
      case Change.Invite invite -> notHere("Jenkins has no invitations");
      case Change.CancelInvite cancel -> notHere("Jenkins has no invitations");
      case Change.Grant grant -> grant(whom, grant);
      case Change.ChangeRole to -> change(whom, to);
      case Change.Revoke revoke -> revoke(whom, revoke);
    };
  }

  private static Applied notHere(String why) {
    return new Applied.Invalid(Call.NONE, why);
  }

  /** Something that takes from a person, by what their account is called. */
  private interface Goodbye {
    Applied to(String login) throws ToolException;
  }

  private Applied leaving(Whom whom, Goodbye goodbye) throws ToolException {
    Optional<String> login = people.login(whom);
    if (login.isEmpty()) {
      return unneeded();
    }
    return people.own(login.get()) ? own() : goodbye.to(login.get());
  }

  /** The same, where there is a record of this id and not only somebody of that name. */
  private Applied leavingAccount(Whom whom, Goodbye goodbye) throws ToolException {
    return leaving(
        whom,
        login -> {
          Optional<String> account = users.find(login);
          return account.isEmpty() ? unneeded() : goodbye.to(account.get());
        });
  }

  /**
   * Where the account stays, a session may have made a token since the tokens were revoked, and
   * from now on none can.
   */
  private Applied endSessions(String id) throws ToolException {
    Applied ended = users.endSessions(id);
    return ended instanceof Applied.Done && !people.ours() ? users.revokeTokens(id) : ended;
  }

  /** A role of Jenkins that somebody is to have, or not to have. */
  private record Wanted(Place place, String word, String name) {
    Shape shape() {
      return place.shape();
    }
  }

  private Optional<Wanted> wanted(String scope, String word) {
    return Place.of(scope)
        .flatMap(place -> names.name(place, word).map(name -> new Wanted(place, word, name)));
  }

  private static Applied unknownRole() {
    return notHere("Jenkins has no such scope or role; see words and roles in its options");
  }

  private Applied grant(Whom whom, Change.Grant grant) throws ToolException {
    Optional<Wanted> wanted = wanted(grant.scope(), grant.role());
    if (wanted.isEmpty()) {
      return unknownRole();
    }
    Optional<JenkinsPeople.Found> account = people.find(whom);
    return account.isEmpty()
        ? new Applied.Conflict(Call.NONE)
        : give(account.get().login(), wanted.get(), strategy.read(wanted.get().shape()));
  }

  private Applied give(String login, Wanted wanted, Roles roles) throws ToolException {
    Optional<Applied> obstacle = provide(roles, wanted);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    Applied readable = wanted.shape() == Shape.GLOBAL ? unneeded() : letRead(login);
    return !isSo(readable) || roles.holds(wanted.name(), login)
        ? readable
        : strategy.assign(wanted.shape(), wanted.name(), login, roles.typed());
  }

  /** Without Overall/Read no role below is of any use. */
  private Applied letRead(String login) throws ToolException {
    Optional<String> implied = names.impliedRead();
    if (implied.isEmpty()) {
      return unneeded();
    }
    Roles roles = strategy.read(Shape.GLOBAL);
    if (roles.everybodyHolds() || !roles.heldBy(login).isEmpty()) {
      return unneeded();
    }
    Place global = new Place(Shape.GLOBAL, Shape.GLOBAL.prefix, "");
    Optional<Applied> obstacle = provide(roles, new Wanted(global, "read", implied.get()));
    return obstacle.isPresent()
        ? obstacle.get()
        : strategy.assign(Shape.GLOBAL, implied.get(), login, roles.typed());
  }

  /** Makes sure that there is the role, because assigning one that is not there says 200. */
  private Optional<Applied> provide(Roles roles, Wanted wanted) throws ToolException {
    if (roles.has(wanted.name())) {
      return Optional.empty();
    }
    String permissions = names.permissions(wanted.shape(), wanted.word());
    if (!names.creates() || permissions.isEmpty()) {
      return Optional.of(
          notHere(
              "role "
                  + wanted.name()
                  + " does not exist: create it in Manage and Assign Roles, or set create-roles"
                  + " and permissions"));
    }
    if (wanted.name().contains(",")) {
      return Optional.of(notHere("a role with a comma in its name could never be removed"));
    }
    if (!places.exists(wanted.place())) {
      return Optional.of(notHere("there is no such folder or agent"));
    }
    Applied created = strategy.create(wanted.place(), wanted.name(), permissions);
    return created instanceof Applied.Done ? Optional.empty() : Optional.of(created);
  }

  private Applied change(Whom whom, Change.ChangeRole change) throws ToolException {
    Optional<Wanted> from = wanted(change.scope(), change.from());
    Optional<Wanted> to = wanted(change.scope(), change.to());
    if (from.isEmpty() || to.isEmpty()) {
      return unknownRole();
    }
    Optional<JenkinsPeople.Found> account = people.find(whom);
    if (account.isEmpty()) {
      return new Applied.Conflict(Call.NONE);
    }
    String login = account.get().login();
    if (people.own(login)) {
      return own();
    }
    Roles roles = strategy.read(to.get().shape());
    boolean held = roles.holds(from.get().name(), login);
    if (!held && !roles.holds(to.get().name(), login)) {
      return new Applied.Conflict(Call.NONE);
    }
    Applied given = give(login, to.get(), roles);
    return isSo(given) && held && !from.equals(to)
        ? take(from.get().shape(), from.get().name(), login, roles)
        : given;
  }

  private Applied revoke(Whom whom, Change.Revoke revoke) throws ToolException {
    Optional<Wanted> wanted = wanted(revoke.scope(), revoke.role());
    if (wanted.isEmpty()) {
      return unknownRole();
    }
    return leaving(whom, login -> revoke(wanted.get().shape(), wanted.get().name(), login));
  }

  private Applied revoke(Shape shape, String name, String login) throws ToolException {
    Roles roles = strategy.read(shape);
    if (shape == Shape.GLOBAL) {
      boolean implied = names.impliedRead().filter(name::equals).isPresent();
      return implied && worksBelow(login) ? unneeded() : take(shape, name, login, roles);
    }
    Applied taken = take(shape, name, login, roles);
    if (!isSo(taken)) {
      return taken;
    }
    Applied forgotten = forgetRead(login);
    return forgotten instanceof Applied.Already ? taken : forgotten;
  }

  private Applied take(Shape shape, String name, String login, Roles roles) {
    return strategy.unassign(shape, name, roles.entries(name, login), roles.typed());
  }

  /** What came with the first role goes with the last one, unless there are others like it. */
  private Applied forgetRead(String login) throws ToolException {
    Optional<String> implied = names.impliedRead();
    if (implied.isEmpty()) {
      return unneeded();
    }
    Roles roles = strategy.read(Shape.GLOBAL);
    return roles.heldBy(login).equals(List.of(implied.get())) && !worksBelow(login)
        ? take(Shape.GLOBAL, implied.get(), login, roles)
        : unneeded();
  }

  private boolean worksBelow(String login) throws ToolException {
    return !strategy.read(Shape.FOLDER).heldBy(login).isEmpty()
        || !strategy.read(Shape.AGENT).heldBy(login).isEmpty();
  }

  private static boolean isSo(Applied applied) {
    return applied instanceof Applied.Done || applied instanceof Applied.Already;
  }

  private static Applied unneeded() {
    return new Applied.Already(Call.NONE);
  }

  private static Applied own() {
    return new Applied.Refused(Call.NONE, "this is the account Rolecall works with");
  }
}

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
      case Change.RevokeCredentials revoke -> leaving(whom, users::revokeTokens);
      case Change.EndSessions end -> leaving(whom, this::endSessions);
      case Change.DeleteAccount delete ->
          people.ours()
              ? leaving(whom, users::delete)
              : notHere("accounts belong to the user directory");
      case Change.Invite invite -> notHere("Jenkins has no invitations");
      case Change.CancelInvite cancel -> notHere("Jenkins has no invitations");
      case Change.Grant grant -> grant(whom, grant.scope(), grant.role());
      case Change.ChangeRole to -> change(whom, to);
      case Change.Revoke revoke -> revoke(whom, revoke.scope(), revoke.role());
    };
  }

  private static Applied notHere(String why) {
    return new Applied.Invalid(Call.NONE, why);
  }

  /** Something that is done to an account that may be there, by its id. */
  private interface Goodbye {
    Applied to(String id);
  }

  private Applied leaving(Whom whom, Goodbye goodbye) throws ToolException {
    Optional<String> login = people.login(whom);
    if (login.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    return people.own(login.get()) ? own() : goodbye.to(login.get());
  }

  /**
   * Where the account stays, a session may have made a token since the tokens were revoked, and from
   * now on none can.
   */
  private Applied endSessions(String id) {
    Applied ended = users.endSessions(id);
    return ended instanceof Applied.Done && !people.ours() ? users.revokeTokens(id) : ended;
  }

  private Applied grant(Whom whom, String scope, String word) throws ToolException {
    Optional<Place> place = Place.of(scope);
    Optional<String> name = place.flatMap(it -> names.name(it, word));
    if (place.isEmpty() || name.isEmpty()) {
      return notHere("Jenkins has no such scope or role; see words and roles in its options");
    }
    Optional<JenkinsPeople.Found> account = people.find(whom);
    if (account.isEmpty()) {
      return new Applied.Conflict(Call.NONE);
    }
    Wanted wanted = new Wanted(place.get(), word, name.get());
    return grant(account.get().login(), wanted, strategy.read(wanted.place().shape()));
  }

  /** A role of Jenkins that somebody is to have. */
  private record Wanted(Place place, String word, String name) {}

  private Applied grant(String login, Wanted wanted, Roles roles) throws ToolException {
    Optional<Applied> obstacle = provide(roles, wanted);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    Applied readable =
        wanted.place().shape() == Shape.GLOBAL ? unneeded() : letRead(login);
    if (!isSo(readable)) {
      return readable;
    }
    return roles.holds(wanted.name(), login)
        ? readable
        : strategy.assign(wanted.place().shape(), wanted.name(), login, roles.typed());
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
    String permissions = names.permissions(wanted.place().shape(), wanted.word());
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
    Optional<Place> place = Place.of(change.scope());
    Optional<String> from = place.flatMap(it -> names.name(it, change.from()));
    Optional<String> to = place.flatMap(it -> names.name(it, change.to()));
    if (place.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return notHere("Jenkins has no such scope or role; see words and roles in its options");
    }
    Optional<JenkinsPeople.Found> account = people.find(whom);
    String login = account.map(JenkinsPeople.Found::login).orElse("");
    if (people.own(login)) {
      return own();
    }
    Roles roles = strategy.read(place.get().shape());
    if (account.isEmpty()
        || (!roles.holds(from.get(), login) && !roles.holds(to.get(), login))) {
      return new Applied.Conflict(Call.NONE);
    }
    Applied granted = grant(login, new Wanted(place.get(), change.to(), to.get()), roles);
    return !isSo(granted) || from.equals(to) || !roles.holds(from.get(), login)
        ? granted
        : take(place.get().shape(), from.get(), login, roles);
  }

  private Applied revoke(Whom whom, String scope, String word) throws ToolException {
    Optional<Place> place = Place.of(scope);
    Optional<String> name = place.flatMap(it -> names.name(it, word));
    if (place.isEmpty() || name.isEmpty()) {
      return notHere("Jenkins has no such scope or role; see words and roles in its options");
    }
    Optional<String> login = people.login(whom);
    if (login.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    if (people.own(login.get())) {
      return own();
    }
    return revoke(place.get().shape(), name.get(), login.get());
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

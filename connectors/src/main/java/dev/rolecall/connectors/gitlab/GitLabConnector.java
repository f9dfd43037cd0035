package dev.rolecall.connectors.gitlab;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One GitLab instance: reads here, writes in {@link GitLabChanges}. */
final class GitLabConnector implements Connector {
  private final ToolDescriptor descriptor;
  private final HttpCaller gitlab;
  private final Users users;
  private final Places places;
  private final Neighbours neighbours;
  private final Members members;
  private final Invitations invitations;
  private final GitLabChanges changes;
  private final GitLabHealth health;

  GitLabConnector(ToolDescriptor descriptor, ToolSettings settings, HttpCaller gitlab) {
    this.descriptor = descriptor;
    this.gitlab = gitlab;
    Roles roles = new Roles(settings.options());
    this.users = new Users(gitlab, settings);
    this.places = new Places(gitlab, settings.time());
    this.neighbours = new Neighbours(gitlab, settings.time());
    this.members = new Members(gitlab, roles);
    this.invitations = new Invitations(gitlab, roles);
    Edition edition = Edition.of(settings);
    this.health = new GitLabHealth(gitlab, edition, places);
    this.changes =
        new GitLabChanges(
            edition,
            roles,
            users,
            places,
            new Accounts(gitlab, users),
            new Memberships(members, places),
            invitations,
            new Credentials(
                gitlab,
                edition,
                Optional.ofNullable(settings.options().get(GitLabConnectorType.GROUP))));
  }

  @Override
  public ToolDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public ToolHealth check() throws ToolException {
    return health.check();
  }

  @Override
  public Observation observe(Whom whom, Set<String> scopes) throws ToolException {
    Optional<Users.Found> found = users.find(whom);
    Optional<ObservedAccount> taken =
        found.isEmpty() && whom.createAs().isPresent()
            ? users.byUsername(whom.createAs().get()).map(User::observed)
            : Optional.empty();
    List<ObservedRole> roles = new ArrayList<>();
    Set<String> unknown = new HashSet<>();
    Map<String, String> nearest = new HashMap<>();
    for (String scope : new TreeSet<>(scopes)) {
      Optional<Place> place = places.find(scope);
      if (place.isEmpty() || !read(place.get(), found.map(Users.Found::user), whom, roles)) {
        unknown.add(scope);
        neighbours.nearest(scope).ifPresent(near -> nearest.put(scope, near));
      }
    }
    return new Observation(
        found.map(f -> f.user().observed()),
        found.map(Users.Found::by),
        taken,
        roles,
        unknown,
        nearest);
  }

  @Override
  public Applied apply(Whom whom, Change change) {
    try {
      return changes.apply(whom, change);
    } catch (ToolException unread) {
      return Meaning.notWritten(unread);
    }
  }

  @Override
  public List<ObservedHolder> holders(String scope) throws ToolException {
    Place place =
        places
            .find(scope)
            .orElseThrow(() ->
                new ToolException(Kind.UNEXPECTED, "no such group or project that we may see"));
    return members.all(place);
  }

  @Override
  public void close() {
    gitlab.close();
  }

  /**
   * Reads one place: the direct role, or else what takes its place.
   *
   * @return false when the place has gone since we found it
   */
  private boolean read(Place place, Optional<User> user, Whom whom, List<ObservedRole> roles)
      throws ToolException {
    if (user.isPresent()) {
      Members.Asked direct = members.direct(place, user.get().id());
      switch (direct) {
        case Members.Asked.There there -> {
          roles.add(there.member().observed(place, Holding.DIRECT));
          return true;
        }
        case Members.Asked.NoPlace gone -> {
          places.forget(place);
          return false;
        }
        case Members.Asked.NotThere none -> {
          if (members.inherited(place, user.get().id()) instanceof Members.Asked.There above) {
            roles.add(above.member().observed(place, Holding.INHERITED));
          }
        }
      }
    }
    if (whom.email().isPresent()) {
      invitations.observed(place, whom.email().get()).ifPresent(roles::add);
    }
    return true;
  }
}

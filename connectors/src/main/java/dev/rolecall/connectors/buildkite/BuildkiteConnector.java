package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Bindings;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.connectors.tool.Whom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One organization: reads here, writes in {@link BuildkiteChanges}. */
final class BuildkiteConnector implements Connector {
  private static final String SAML =
      "SAML sign-in: the attributes admin and teams, where they are set, replace this at each login";

  private final ToolDescriptor descriptor;
  private final List<HttpCaller> callers;
  private final Buildkite buildkite;
  private final Optional<Graphql> graphql;
  private final Members members;
  private final Teams teams;
  private final Invitations invitations;
  private final Collecting collecting = new Collecting();
  private final OwnToken token;
  private final BuildkiteChanges changes;

  /**
   * Makes no call.
   *
   * @param callers to close in the end
   */
  BuildkiteConnector(
      ToolDescriptor descriptor,
      Buildkite buildkite,
      Optional<Graphql> graphql,
      String ssoMode,
      InstantSource time,
      List<HttpCaller> callers) {
    this.descriptor = descriptor;
    this.callers = List.copyOf(callers);
    this.buildkite = buildkite;
    this.graphql = graphql;
    this.members = new Members(buildkite, graphql, time);
    this.teams = new Teams(buildkite, time);
    this.invitations = new Invitations(buildkite, teams, ssoMode);
    this.token = new OwnToken(buildkite, members, graphql.isPresent(), time);
    Inviting inviting = new Inviting(invitations, collecting, members, token);
    this.changes =
        new BuildkiteChanges(descriptor, buildkite, members, teams, token, inviting, graphql);
  }

  @Override
  public ToolDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public ToolHealth check() throws ToolException {
    OwnToken.Description described = token.describe();
    List<String> problems = new ArrayList<>();
    described
        .missing()
        .forEach(scope ->
            problems.add("The token lacks the scope \"" + scope + "\": create one that has it."));
    Reply organization = buildkite.send(buildkite.get("/members").with("per_page", "1"));
    if (Buildkite.saysNotFound(organization)) {
      problems.add(
          "There is no such organization, or the token's user is no member of it: correct the"
              + " option organization, or invite the user.");
    } else if (problems.isEmpty()) {
      Meaning.read(organization);
      if (members
          .byEmail(described.email())
          .filter(own -> own.role().equals(Scope.ADMIN))
          .isEmpty()) {
        problems.add("The token's user is no admin of the organization: make it one.");
      }
    }
    boolean saml = problems.isEmpty() && graphql.isPresent() && graphql.get().hasSaml();
    return new ToolHealth(
        Optional.empty(),
        described.ends(),
        problems,
        saml ? Map.of(Scope.ORG, SAML, Scope.TEAM + "{}", SAML) : Map.of());
  }

  @Override
  public Observation observe(Whom whom, Set<String> scopes) throws ToolException {
    Optional<Members.Found> listed = members.find(whom);
    Optional<Invitations.Pending> pending =
        listed.isPresent() || whom.email().isEmpty() || scopes.isEmpty()
            ? Optional.empty()
            : invitations.pending(whom.email().get());
    if (pending.isPresent()) {
      members.sawInvited(whom.email().orElseThrow());
    }
    Optional<Members.Found> found =
        listed.isPresent() || pending.isPresent() ? listed : members.findInvited(whom);
    Set<String> unknown = new HashSet<>(scopes);
    Map<String, Optional<Team>> there = new HashMap<>();
    for (String name : new TreeSet<>(scopes)) {
      Optional<Scope> scope = Scope.of(name);
      if (scope.isPresent() && scope.get() instanceof Scope.InTeam(String slug)) {
        teams.find(slug).ifPresent(team -> there.put(name, Optional.of(team)));
      } else if (scope.isPresent()) {
        there.put(name, Optional.empty());
      }
    }
    unknown.removeAll(there.keySet());
    List<ObservedRole> roles =
        found.isPresent()
            ? held(found.get().member(), whom, there)
            : invited(whom, pending, there.keySet());
    return new Observation(
        found.map(it -> it.member().observed()),
        found.map(Members.Found::by),
        Optional.empty(),
        roles,
        unknown);
  }

  @Override
  public Applied apply(Whom whom, Change change) {
    try {
      return changes.apply(whom, change);
    } catch (ToolException unread) {
      return Meaning.notWritten(unread);
    }
  }

  /** Team lists show no address, so the members are read as well. */
  @Override
  public List<ObservedHolder> holders(String scope) throws ToolException {
    List<ObservedHolder> holders = new ArrayList<>();
    Scope known = Scope.of(scope).orElseThrow(BuildkiteConnector::noSuchScope);
    switch (known) {
      case Scope.Org org ->
          members
              .all()
              .forEach(each -> holders.add(new ObservedHolder(each.observed(), each.role())));
      case Scope.InTeam(String slug) -> {
        Team team = teams.find(slug).orElseThrow(BuildkiteConnector::noSuchScope);
        if (!team.takesEverybody()) {
          Map<String, String> seats = teams.seats(team);
          for (Member each : members.all()) {
            Optional.ofNullable(seats.get(each.id()))
                .ifPresent(role -> holders.add(new ObservedHolder(each.observed(), role)));
          }
        }
      }
    }
    return holders;
  }

  @Override
  public Optional<Bindings> bindings() {
    return Optional.of(new TeamBindings(buildkite, teams, token));
  }

  @Override
  public void close() {
    callers.forEach(HttpCaller::close);
  }

  /**
   * What Buildkite gives to everybody, or with something else, is not ours to take: a default team,
   * and the membership of somebody who is in another team.
   */
  private List<ObservedRole> held(Member member, Whom whom, Map<String, Optional<Team>> there)
      throws ToolException {
    whom.email().ifPresent(collecting::forget);
    List<ObservedRole> roles = new ArrayList<>();
    for (Map.Entry<String, Optional<Team>> scope : there.entrySet()) {
      if (scope.getValue().isPresent()) {
        Team team = scope.getValue().get();
        Holding holding = team.takesEverybody() ? Holding.INHERITED : Holding.DIRECT;
        teams
            .role(team, member.id())
            .ifPresent(role -> roles.add(role(scope.getKey(), role, holding)));
      } else {
        boolean follows = member.role().equals(Scope.MEMBER) && teams.anyOf(member.id());
        roles.add(
            role(scope.getKey(), member.role(), follows ? Holding.INHERITED : Holding.DIRECT));
      }
    }
    return roles;
  }

  private List<ObservedRole> invited(
      Whom whom, Optional<Invitations.Pending> pending, Set<String> there) {
    if (whom.email().isEmpty() || there.isEmpty()) {
      return List.of();
    }
    Map<String, String> promised = pending.map(Invitations.Pending::roles).orElse(Map.of());
    Set<String> open = new HashSet<>(there);
    open.removeAll(promised.keySet());
    collecting.looked(whom.email().get(), open);
    return promised.entrySet().stream()
        .filter(promise -> there.contains(promise.getKey()))
        .map(promise -> role(promise.getKey(), promise.getValue(), Holding.INVITED))
        .toList();
  }

  private static ObservedRole role(String scope, String role, Holding holding) {
    return new ObservedRole(scope, role, holding, Optional.empty());
  }

  private static ToolException noSuchScope() {
    return new ToolException(Kind.UNEXPECTED, "no such team that we may see");
  }
}

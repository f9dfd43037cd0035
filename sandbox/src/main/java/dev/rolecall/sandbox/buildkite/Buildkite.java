package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Routes;
import dev.rolecall.sandbox.http.Simulated;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One Buildkite organization: the REST API v2 below {@code /v2}, and below {@code /v1} as much of
 * the GraphQL API as clients need that do most by REST. People belong to Buildkite, not to the
 * organization: they are invited, or appear when they sign in. Source: the vendor's documentation
 * and published schema; no live organization was seen.
 */
public final class Buildkite extends Simulated {

  private final BuildkiteSeed seed;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Routes operations = new BuildkiteOperations(this).routes();
  private World world;
  private Routes routes;

  public Buildkite(BuildkiteSeed seed, InstantSource clock, RandomGenerator random) {
    super(random);
    this.seed = seed;
    this.clock = clock;
    this.random = random;
    this.world = new World(seed, clock, random);
    this.routes = routes(world);
  }

  public synchronized List<BuildkiteMember> members() {
    return world.members.values().stream().map(Membership::snapshot).toList();
  }

  /** By any of their addresses. */
  public synchronized Optional<BuildkiteMember> member(String email) {
    return world.memberOf(email).map(Membership::snapshot);
  }

  /** In every state, oldest first. */
  public synchronized List<BuildkiteInvitation> invitations() {
    return world.invitations.stream().map(Invitation::snapshot).toList();
  }

  public synchronized Optional<String> teamRole(String team, String email) {
    return world.userOf(email).map(team(team).members::get).map(Team.Seat::role);
  }

  /** What the team may do: one word of a pipeline, a list of a suite, as text. */
  public synchronized Optional<String> level(String team, String resource) {
    return team(team).links.entrySet().stream()
        .filter(entry -> entry.getKey().slug().equals(resource))
        .map(entry -> entry.getValue().level().toString())
        .findFirst();
  }

  /** Somebody joins without an invitation, or changes their role, past everybody's tool. */
  public synchronized void setMemberByHand(String email, String role) {
    Membership member = joined(email, role);
    member.role = role;
  }

  public synchronized void removeMemberByHand(String email) {
    world.memberOf(email).ifPresent(world::remove);
  }

  /** Somebody who is no member yet joins. */
  public synchronized void setTeamRoleByHand(String team, String email, String role) {
    world.seat(team(team), joined(email, "member").user, role);
  }

  public synchronized void removeFromTeamByHand(String team, String email) {
    world.userOf(email).ifPresent(team(team).members::remove);
  }

  public synchronized void addTeamByHand(String slug) {
    world.addTeam(slug, slug);
  }

  /** Their primary address becomes another; the earlier one stays theirs. */
  public synchronized void changeEmailByHand(String email, String other) {
    User user = joined(email, "member").user;
    user.otherEmails.add(user.email);
    user.email = other;
  }

  /**
   * The invited person accepts, with an account that may have another primary address.
   *
   * @throws IllegalArgumentException when no invitation of this address is pending
   */
  public synchronized void acceptInvitation(String email, String primaryEmail) {
    Invitation invitation = pending(email);
    User user = user(primaryEmail);
    if (!user.uses(email)) {
      user.otherEmails.add(email);
    }
    invitation.end("accepted", user, world.now());
    world.join(user, invitation.role, invitation.ssoMode, invitation.teams);
  }

  public synchronized void acceptInvitation(String email) {
    acceptInvitation(email, email);
  }

  /** Time passes for an invitation. */
  public synchronized void expireInvitation(String email) {
    pending(email).end("expired", null, world.now());
  }

  /** Somebody signs in; with SSO, who is no member becomes one. */
  public synchronized String signIn(String email) {
    if (seed.sso() && world.memberOf(email).isEmpty()) {
      world.join(user(email), "member", "required", Map.of());
    }
    return world.openSession(user(email));
  }

  /**
   * A SAML sign-in whose attributes say the role and the teams: they replace what was there.
   *
   * @param teams role by team slug
   */
  public synchronized String signInWithSaml(
      String email, boolean admin, Map<String, String> teams) {
    Membership member = joined(email, "member");
    member.role = admin ? "admin" : "member";
    world.teams.forEach(team -> team.members.remove(member.user));
    teams.forEach((slug, role) -> world.seat(team(slug), member.user, role));
    return world.openSession(member.user);
  }

  /** Whether a session of {@link #signIn} still shows the organization. */
  public synchronized boolean sessionWorks(String cookie) {
    return world.sessionWorks(cookie);
  }

  /** Somebody makes an API access token; its value. */
  public synchronized String createToken(
      String email, @Nullable Instant expiresAt, String... scopes) {
    return world.addToken(user(email), null, List.of(scopes), expiresAt);
  }

  /** Whether a token still reaches the organization. */
  public synchronized boolean tokenWorks(String value) {
    return world
        .token(value)
        .filter(
            token -> !token.removedFromOrganization && world.members.containsKey(token.owner.uuid))
        .isPresent();
  }

  @Override
  public synchronized Answer answer(Call call) {
    return routes.answer(
        call, other -> Refusal.notFound().answer(), other -> Refusal.notFound().answer());
  }

  @Override
  protected Routes operations() {
    return operations;
  }

  @Override
  public synchronized Map<String, @Nullable Object> dump() {
    return BuildkiteDump.of(world);
  }

  @Override
  public synchronized void reset() {
    world = new World(seed, clock, random);
    routes = routes(world);
  }

  @Override
  public synchronized void expireToken(Call call) {
    String token = call.bearer();
    if (token != null) {
      world.expire(token);
    }
  }

  @Override
  public synchronized void renewTokens() {
    world.renew();
  }

  private Team team(String slug) {
    return world
        .teamOf(slug)
        .orElseThrow(() -> new IllegalArgumentException("There is no such team"));
  }

  private User user(String email) {
    return world.userOf(email).orElseGet(() -> world.addUser(email, email.replaceFirst("@.*", "")));
  }

  private Membership joined(String email, String role) {
    return world
        .memberOf(email)
        .orElseGet(() -> world.join(user(email), role, "required", Map.of()));
  }

  private Invitation pending(String email) {
    return world
        .pendingOf(email)
        .orElseThrow(
            () -> new IllegalArgumentException("No invitation of this address is pending"));
  }

  private Routes routes(World present) {
    RateLimits limits = new RateLimits(seed.limits());
    Guard guard = new Guard(present, limits);
    Routes all = new Routes();
    MembersApi.register(all, guard);
    InvitationsApi.register(all, guard);
    TeamsApi.register(all, guard);
    TeamMembersApi.register(all, guard);
    TeamLinksApi.register(all, guard);
    TokenApi.register(all, guard, limits);
    GraphqlApi.register(all, guard, present);
    return all;
  }
}

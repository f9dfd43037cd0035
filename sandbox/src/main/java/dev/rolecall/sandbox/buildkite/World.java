package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The state of the organization and of the users it knows. */
final class World {
  private static final int TOKEN_LENGTH = 40;

  final BuildkiteSeed seed;
  final String uuid;
  final Map<String, Membership> members = new LinkedHashMap<>();
  final List<Invitation> invitations = new ArrayList<>();
  final List<Team> teams = new ArrayList<>();
  final List<Resource> resources = new ArrayList<>();
  final Map<String, Token> tokens = new LinkedHashMap<>();
  private final List<User> users = new ArrayList<>();
  private final Map<String, User> sessions = new HashMap<>();
  private final Set<String> expired = new HashSet<>();
  private final InstantSource clock;
  private final RandomGenerator random;
  private long lastInvitation;

  World(BuildkiteSeed seed, InstantSource clock, RandomGenerator random) {
    this.seed = seed;
    this.clock = clock;
    this.random = random;
    this.uuid = Ids.uuid(random);
    seed.pipelines().forEach(slug -> plant(Resource.Kind.PIPELINE, slug));
    seed.suites().forEach(slug -> plant(Resource.Kind.SUITE, slug));
    seed.teams().forEach(team -> addTeam(team.slug(), team.slug()).isDefault = team.isDefault());
    seed.members()
        .forEach(member ->
            join(addUser(member.email(), member.name()), member.role(), "optional", Map.of()));
    seed.tokens()
        .forEach(token ->
            addToken(
                userOf(token.email())
                    .orElseThrow(() -> new IllegalArgumentException("A token of nobody")),
                token.value(),
                token.scopes(),
                token.expiresAt()));
  }

  Instant now() {
    return clock.instant();
  }

  User addUser(String email, String name) {
    User user = new User(Ids.uuid(random), email, name, now());
    users.add(user);
    return user;
  }

  /** By any of the user's addresses. */
  Optional<User> userOf(String email) {
    return users.stream().filter(user -> user.uses(email)).findFirst();
  }

  Optional<Membership> memberOf(String email) {
    return members.values().stream().filter(member -> member.user.uses(email)).findFirst();
  }

  /** Default teams take in everybody; a team of the invitation gives its own role. */
  Membership join(User user, String role, String ssoMode, Map<Team, String> invitedTo) {
    Membership member =
        members.computeIfAbsent(
            user.uuid, id -> new Membership(Ids.uuid(random), user, role, ssoMode));
    teams.stream()
        .filter(team -> team.isDefault)
        .forEach(team -> seat(team, user, team.defaultMemberRole));
    invitedTo.forEach((team, teamRole) -> seat(team, user, teamRole));
    return member;
  }

  void seat(Team team, User user, String role) {
    Team.Seat seat = team.members.get(user);
    team.members.put(user, new Team.Seat(role, seat == null ? now() : seat.createdAt()));
  }

  /** Tokens and sessions of the user reach this organization no more. */
  void remove(Membership member) {
    members.remove(member.user.uuid);
    teams.forEach(team -> team.members.remove(member.user));
  }

  boolean isLastAdmin(Membership member) {
    return member.isAdmin() && members.values().stream().filter(Membership::isAdmin).count() == 1;
  }

  Optional<Team> teamOf(String slugOrUuid) {
    return teams.stream()
        .filter(team -> team.slug.equals(slugOrUuid) || team.uuid.equals(slugOrUuid))
        .findFirst();
  }

  Team addTeam(String slug, String name) {
    Team team = new Team(Ids.uuid(random), slug, name, now());
    teams.add(team);
    return team;
  }

  Optional<Resource> resourceOf(Resource.Kind kind, String slugOrUuid) {
    return resources.stream()
        .filter(one -> one.kind() == kind)
        .filter(one -> one.slug().equals(slugOrUuid) || one.uuid().equals(slugOrUuid))
        .findFirst();
  }

  Invitation invite(String email, Invitation.Terms terms, User by) {
    lastInvitation++;
    Invitation invitation =
        new Invitation(lastInvitation, Ids.uuid(random), email, terms, by, now());
    invitations.add(invitation);
    return invitation;
  }

  /** Newest first. */
  List<Invitation> pending() {
    return invitations.reversed().stream().filter(Invitation::isPending).toList();
  }

  Optional<Invitation> pendingOf(String email) {
    return pending().stream().filter(one -> one.email.equalsIgnoreCase(email)).findFirst();
  }

  String addToken(
      User owner, @Nullable String value, List<String> scopes, @Nullable Instant expiresAt) {
    String text = value == null ? "bkua_" + Tokens.random(random, TOKEN_LENGTH) : value;
    tokens.put(
        Tokens.fingerprint(text), new Token(Ids.uuid(random), owner, scopes, now(), expiresAt));
    return text;
  }

  /** Only one that works. */
  Optional<Token> token(String value) {
    String fingerprint = Tokens.fingerprint(value);
    return expired.contains(fingerprint)
        ? Optional.empty()
        : Optional.ofNullable(tokens.get(fingerprint)).filter(token -> token.works(now()));
  }

  void expire(String token) {
    expired.add(Tokens.fingerprint(token));
  }

  void renew() {
    expired.clear();
  }

  String openSession(User user) {
    String cookie = Tokens.random(random, TOKEN_LENGTH);
    sessions.put(cookie, user);
    return cookie;
  }

  /** Whether a browser that is signed in sees the organization. */
  boolean sessionWorks(String cookie) {
    User user = sessions.get(cookie);
    return user != null && members.containsKey(user.uuid);
  }

  private void plant(Resource.Kind kind, String slug) {
    resources.add(new Resource(kind, Ids.uuid(random), slug));
  }
}

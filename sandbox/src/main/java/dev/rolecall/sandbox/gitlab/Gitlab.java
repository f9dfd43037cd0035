package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import dev.rolecall.sandbox.http.Simulated;
import dev.rolecall.sandbox.http.Tokens;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A GitLab, self-managed or GitLab.com: users, members, invitations and credentials under {@code
 * /api/v4}. Its Java side names places by their full path and users by their username.
 */
public final class Gitlab extends Simulated {

  private final GitlabSeed seed;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Routes operations;
  private World world;
  private RateLimits limits;
  private Routes routes;

  public Gitlab(GitlabSeed seed, InstantSource clock, RandomGenerator random) {
    super(random);
    this.seed = seed;
    this.clock = clock;
    this.random = random;
    this.world = Planting.plant(seed, clock, random);
    this.limits = new RateLimits(seed.limits());
    this.routes = routes();
    this.operations = new GitlabOperations(this).routes();
  }

  public synchronized List<GitlabUser> users() {
    return world.users.values().stream().map(User::snapshot).toList();
  }

  public synchronized Optional<GitlabUser> user(String username) {
    return world.user(username).map(User::snapshot);
  }

  /** The direct members of a group or project, in the order of their user ids. */
  public synchronized List<GitlabMember> members(String path) {
    world.endMemberships();
    return place(path).members.values().stream().map(Membership::snapshot).toList();
  }

  public synchronized Optional<GitlabMember> member(String path, String username) {
    return members(path).stream()
        .filter(member -> member.username().equalsIgnoreCase(username))
        .findFirst();
  }

  /** The level a user has in a place from there and from above; 0 is none. */
  public synchronized int effectiveLevel(String path, String username) {
    world.endMemberships();
    return place(path).effectiveLevel(account(username).id);
  }

  public synchronized List<GitlabInvitation> invitations(String path) {
    return place(path).invitations.values().stream().map(Invitation::snapshot).toList();
  }

  /** How many of a user's tokens still open the API, apart from the state of the account. */
  public synchronized long activeTokens(String username) {
    User user = account(username);
    LocalDate today = world.today();
    return world.tokens.values().stream()
        .filter(token -> token.user == user && token.active(today))
        .count();
  }

  public synchronized long keys(String username) {
    User user = account(username);
    return world.keys.values().stream().filter(key -> key.user() == user).count();
  }

  /** Somebody adds or changes a member without Rolecall. */
  public synchronized void setMemberByHand(String path, String username, AccessLevel level) {
    User user = account(username);
    world.put(place(path), new Membership(user, level.value(), null, null, world.now(), null));
  }

  /** Somebody removes a direct member without Rolecall. */
  public synchronized void removeMemberByHand(String path, String username) {
    place(path).members.remove(account(username).id);
  }

  /** Somebody creates an active user without Rolecall. */
  public synchronized void addUserByHand(String username, String email) {
    if (world.user(username).isPresent() || world.userByEmail(email).isPresent()) {
      throw new IllegalArgumentException("The username or the address is taken");
    }
    world.addUser(username, username, World.folded(email));
  }

  /** Somebody changes the state of a user without Rolecall: blocked, deactivated, … */
  public synchronized void setStateByHand(String username, String state) {
    account(username).state = state;
  }

  /**
   * The user makes a personal access token of these scopes.
   *
   * @return its value
   */
  public synchronized String createToken(String username, String... scopes) {
    String value = world.newToken();
    world.addToken(account(username), "made by hand", List.of(scopes), null, value, null);
    return value;
  }

  /** All tokens of the user end on this day. */
  public synchronized void endTokensByHand(String username, LocalDate day) {
    User user = account(username);
    world.tokens.values().stream()
        .filter(token -> token.user == user)
        .forEach(token -> token.expiresAt = day);
  }

  /** SAML sets the members of this group anew at each sign-in. */
  public synchronized void linkToSamlByHand(String path) {
    world.place(Place.Kind.GROUP, path).orElseThrow().samlLinked = true;
  }

  /** The user registers an SSH key. */
  public synchronized void addKey(String username, String title) {
    long id = world.nextRow();
    String key = "ssh-ed25519 " + Tokens.random(random, 43);
    world.keys.put(id, new SshKey(id, account(username), title, key, world.now()));
  }

  /**
   * The invited person accepts, registering under this name when there is no such account yet.
   *
   * @return the paths of the places joined
   */
  public synchronized List<String> acceptInvitations(String email, String username) {
    User user =
        world
            .user(username)
            .orElseGet(() -> world.addUser(username, username, World.folded(email)));
    return InvitationsApi.accept(world, email, user).stream().map(place -> place.path).toList();
  }

  @Override
  public synchronized Answer answer(Call call) {
    world.endMemberships();
    String token = Authentication.presented(call);
    return limits.around(
        token == null ? "" : Tokens.fingerprint(token),
        clock.instant(),
        () ->
            routes.answer(
                call,
                other -> Answer.json(404, Json.object("error", "404 Not Found")),
                other -> Answer.json(405, Json.object("error", "405 Not Allowed"))));
  }

  @Override
  protected Routes operations() {
    return operations;
  }

  @Override
  public synchronized Map<String, @Nullable Object> dump() {
    world.endMemberships();
    return Dump.of(world);
  }

  @Override
  public synchronized void reset() {
    world = Planting.plant(seed, clock, random);
    limits = new RateLimits(seed.limits());
    routes = routes();
  }

  @Override
  public synchronized void expireToken(Call call) {
    String value = Authentication.presented(call);
    if (value != null) {
      world.token(value).ifPresent(token -> token.expired = true);
    }
  }

  @Override
  public synchronized void renewTokens() {
    world.tokens.values().forEach(token -> token.expired = false);
  }

  private User account(String username) {
    return world
        .user(username)
        .orElseThrow(() -> new IllegalArgumentException("There is no such user"));
  }

  private Place place(String path) {
    return world
        .placeAt(path)
        .orElseThrow(() -> new IllegalArgumentException("There is no place " + path));
  }

  private Routes routes() {
    Routes all = new Routes();
    Authentication authentication = new Authentication(world);
    BiConsumer<String, Request.Endpoint> register =
        (route, endpoint) -> {
          int space = route.indexOf(' ');
          all.on(
              route.substring(0, space),
              route.substring(space + 1),
              authentication.guard(endpoint));
        };
    new UsersApi().register(register);
    new ModerationApi().register(register);
    new CredentialsApi().register(register);
    new PlacesApi().register(register);
    new MembersApi().register(register);
    new MemberWritesApi(limits).register(register);
    new InvitationsApi().register(register);
    new EnterpriseApi().register(register);
    return all;
  }
}

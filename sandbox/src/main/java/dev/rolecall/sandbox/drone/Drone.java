package dev.rolecall.sandbox.drone;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import dev.rolecall.sandbox.http.Simulated;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A Drone 2.x server with the oddities of the real one: an inactive user's token and session go on
 * working, a duplicate is a 500, an absent row and a locked database are both 404, and re-creating
 * a login revives its old session. Source: observed on Drone 2.25.0.
 */
public final class Drone extends Simulated {

  private final DroneSeed seed;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Routes operations = new Routes();
  private Sessions sessions;
  private Registry registry;
  private Routes routes;

  public Drone(DroneSeed seed, InstantSource clock, RandomGenerator random) {
    super(random);
    this.seed = seed;
    this.clock = clock;
    this.random = random;
    this.sessions = new Sessions(random);
    this.registry = new Registry(seed, clock, random);
    this.routes = routes();
    operations
        .on("POST", "/_sandbox/users/{login}", call -> addByHand(call.variable("login")))
        .on(
            "POST",
            "/_sandbox/users/{login}/session",
            call -> Answer.json(201, Json.object("cookie", signIn(call.variable("login")))));
  }

  /** All users, in the order of their logins. */
  public synchronized List<DroneUser> users() {
    return registry.all().stream().map(Account::snapshot).toList();
  }

  public synchronized Optional<DroneUser> user(String login) {
    return registry.byLogin(login).map(Account::snapshot);
  }

  /** The user's present API token: what a leaver would have kept. */
  public synchronized String token(String login) {
    return account(login).token;
  }

  /**
   * Signs a person in through the SCM, as a browser does; an unknown login is registered.
   *
   * @return the value of the Cookie header
   * @throws IllegalArgumentException when the user is inactive: the only thing that flag stops
   */
  public synchronized String signIn(String login) {
    Account account =
        registry
            .byLogin(login)
            .orElseGet(() -> registry.add(login, false, false, registry.newToken()));
    if (!account.active) {
      throw new IllegalArgumentException("The user is inactive and cannot sign in");
    }
    account.lastLogin = clock.instant().getEpochSecond();
    return sessions.open(account.login, clock.instant());
  }

  /** Somebody creates or promotes a user without Rolecall. */
  public synchronized void setByHand(String login, boolean admin, boolean active) {
    Account account =
        registry
            .byLogin(login)
            .orElseGet(() -> registry.add(login, false, false, registry.newToken()));
    account.admin = admin;
    account.active = active;
  }

  /** Somebody deletes a user without Rolecall. */
  public synchronized void removeByHand(String login) {
    registry.remove(account(login));
  }

  @Override
  public synchronized Answer answer(Call call) {
    return routes.answer(
        call,
        other -> Answer.text(404, "404 page not found\n"),
        other -> new Answer(405, Map.of(), ""));
  }

  @Override
  protected Routes operations() {
    return operations;
  }

  @Override
  public synchronized Map<String, @Nullable Object> dump() {
    return Json.object(
        "type",
        "drone",
        "users",
        registry.all().stream().map(Account::json).toList(),
        "repositories",
        registry.repositories().stream().map(Repository::json).toList());
  }

  @Override
  public synchronized void reset() {
    sessions = new Sessions(random);
    registry = new Registry(seed, clock, random);
    routes = routes();
  }

  @Override
  public synchronized void expireToken(Call call) {
    String token = Viewers.token(call);
    if (token != null) {
      registry.expire(token);
    }
  }

  @Override
  public synchronized void renewTokens() {
    registry.renew();
  }

  private Account account(String login) {
    return registry
        .byLogin(login)
        .orElseThrow(() -> new IllegalArgumentException("There is no such user"));
  }

  private Answer addByHand(String login) {
    setByHand(login, false, true);
    return Answer.json(201, account(login).json());
  }

  private Routes routes() {
    Viewers viewers = new Viewers(registry, sessions, clock);
    Routes all = new Routes();
    new UsersApi(registry, viewers).register(all);
    new RepositoriesApi(registry, viewers, seed.openSource()).register(all);
    return all;
  }
}

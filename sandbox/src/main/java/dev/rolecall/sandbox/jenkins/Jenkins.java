package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import dev.rolecall.sandbox.http.Simulated;
import dev.rolecall.sandbox.http.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Jenkins with the lies of the real one: 200 for what was not done, a redirect for success and a
 * form with 200 for refusal, roles that outlive their holders' accounts and sessions that bring
 * deleted ones back. Source: observed on Jenkins 2.568.2 with role-strategy 898.
 */
public final class Jenkins extends Simulated {
  private final JenkinsSeed seed;
  private final RandomGenerator random;
  private final Routes operations = new JenkinsOperations(this).routes();
  private World world;
  private Api api;
  private Routes routes;

  public Jenkins(JenkinsSeed seed, RandomGenerator random) {
    super(random);
    this.seed = seed;
    this.random = random;
    this.world = new World(seed, random);
    this.api = api();
    this.routes = routes();
  }

  /** Ids of all user records, in Jenkins' spelling. */
  public synchronized Set<String> users() {
    Set<String> ids = new TreeSet<>();
    world.accounts.all().forEach(account -> ids.add(account.id));
    return ids;
  }

  public synchronized boolean hasRole(RoleType type, String role) {
    return world.strategy.role(type, role).isPresent();
  }

  /** Who holds a role, in the order of assignment; nobody where there is no such role. */
  public synchronized List<Holder> holders(RoleType type, String role) {
    return world.strategy.role(type, role).map(one -> List.copyOf(one.holders)).orElse(List.of());
  }

  /** The pattern of a role; "" where there is no such role. */
  public synchronized String pattern(RoleType type, String role) {
    return world.strategy.role(type, role).map(one -> one.pattern.pattern()).orElse("");
  }

  public synchronized Set<String> permissions(RoleType type, String role) {
    return world
        .strategy
        .role(type, role)
        .map(one -> Set.copyOf(one.permissions()))
        .orElse(Set.of());
  }

  /** Somebody gives a role without Rolecall. */
  public synchronized void assignByHand(RoleType type, String role, Holder holder) {
    world.strategy.role(type, role).ifPresent(one -> one.holders.add(holder));
  }

  /** Somebody takes a role without Rolecall. */
  public synchronized void unassignByHand(RoleType type, String role, Holder holder) {
    world.strategy.role(type, role).ifPresent(one -> one.holders.remove(holder));
  }

  /** Somebody makes a role without Rolecall, in place of one of that name. */
  public synchronized void addRoleByHand(
      RoleType type, String name, String pattern, Set<String> permissions) {
    world.strategy.add(type, new Role(name, Pattern.compile(pattern), "", permissions), true);
  }

  /** Somebody makes a folder, with those above it. */
  public synchronized void addFolderByHand(String fullName) {
    world.addItem(fullName, true);
  }

  /** A user record appears without Rolecall. */
  public synchronized void addUserByHand(String id, String fullName) {
    if (world.accounts.find(id).isEmpty()) {
      world.accounts.record(id, fullName).password = Tokens.fingerprint("password-of-" + id);
    }
  }

  /** Somebody deletes a user without Rolecall. */
  public synchronized void removeUserByHand(String id) {
    world.accounts.remove(account(id));
  }

  /** The user makes an API token. */
  public synchronized String makeToken(String id) {
    return world.accounts.addToken(account(id), world.accounts.newToken()).getLast();
  }

  /**
   * The user signs in.
   *
   * @param live a page stays open that asks again after every other request; else the browser is
   *     closed and its cookie kept
   * @return the value of a Cookie header
   */
  public synchronized String signIn(String id, boolean live) {
    return "JSESSIONID.x=" + world.accounts.open(account(id), live);
  }

  /** Whether a kept cookie still is this user's, who asks for a page by it. */
  public synchronized boolean isSignedIn(String id, String cookie) {
    return world
        .accounts
        .bySession(cookie.substring("JSESSIONID.x=".length()))
        .filter(viewer -> viewer.login().equalsIgnoreCase(id))
        .isPresent();
  }

  /** Whether a kept API token still is this user's. */
  public synchronized boolean tokenWorks(String id, String token) {
    return world.accounts.byToken(id, token).isPresent();
  }

  /** Whether somebody may see an item: all roles, and the folders above, taken together. */
  public synchronized boolean canRead(String login, String item) {
    Viewer viewer = new Viewer(login, Viewer.Way.SESSION);
    return world.permits(viewer, Permissions.READ) && world.shows(viewer, item);
  }

  /** From now on every request is answered 503, as while Jenkins starts. */
  public synchronized void starting(boolean now) {
    world.starting = now;
  }

  @Override
  public synchronized Answer answer(Call call) {
    Answer answer = api.answer(call, routes);
    world.accounts.poll();
    return answer;
  }

  @Override
  protected Routes operations() {
    return operations;
  }

  @Override
  public synchronized Map<String, @Nullable Object> dump() {
    Map<String, @Nullable Object> roles = Json.object();
    for (RoleType type : RoleType.values()) {
      roles.put(
          type.word(),
          world.strategy.roles(type).stream()
              .map(role ->
                  Json.object(
                      "name",
                      role.name,
                      "pattern",
                      role.pattern.pattern(),
                      "holders",
                      role.holders.stream().map(Holder::json).toList()))
              .toList());
    }
    return Json.object("type", "jenkins", "users", users(), "roles", roles, "items", world.items);
  }

  @Override
  public synchronized void reset() {
    world = new World(seed, random);
    api = api();
    routes = routes();
  }

  @Override
  public synchronized void expireToken(Call call) {
    String[] basic = Gate.basic(call);
    if (basic != null) {
      world.accounts.expire(basic[1]);
    }
  }

  @Override
  public synchronized void renewTokens() {
    world.accounts.renewTokens();
  }

  private Account account(String id) {
    return world
        .accounts
        .find(id)
        .orElseThrow(() -> new IllegalArgumentException("There is no such user"));
  }

  private Api api() {
    Pages pages = new Pages(random);
    return new Api(world, pages, new Gate(world, pages, random));
  }

  private Routes routes() {
    Routes all = new Routes();
    new StrategyApi(api).register(all);
    new UsersApi(api).register(all);
    new ServerApi(api).register(all);
    return all;
  }
}

package dev.rolecall.sandbox.drone;

import dev.rolecall.sandbox.http.Tokens;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The tables of the simulated Drone and the constraints of its database. */
final class Registry {

  private static final int TOKEN_LENGTH = 32;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final DroneSeed seed;
  private final TreeMap<Long, Account> accounts = new TreeMap<>();
  private final Map<String, Account> byLogin = new HashMap<>();
  private final Map<String, Account> byToken = new HashMap<>();
  private final Set<String> expired = new HashSet<>();
  private final List<Repository> repositories = new ArrayList<>();
  private long lastId;

  Registry(DroneSeed seed, InstantSource clock, RandomGenerator random) {
    this.seed = seed;
    this.clock = clock;
    this.random = random;
    seed.users().forEach(this::plant);
    seed.repositories().forEach(this::plant);
  }

  /** In the order of the real list: by login. */
  List<Account> all() {
    return accounts.values().stream()
        .sorted(Comparator.comparing(account -> account.login))
        .toList();
  }

  List<Repository> repositories() {
    return List.copyOf(repositories);
  }

  Optional<Account> byLogin(String login) {
    return Optional.ofNullable(byLogin.get(collated(login)));
  }

  Optional<Account> byId(long id) {
    return Optional.ofNullable(accounts.get(id));
  }

  Optional<Account> byToken(String token) {
    String fingerprint = Tokens.fingerprint(token);
    return expired.contains(fingerprint)
        ? Optional.empty()
        : Optional.ofNullable(byToken.get(fingerprint));
  }

  /** What the database says to a second row with this login. */
  String duplicate() {
    return switch (seed.database()) {
      case SQLITE -> "UNIQUE constraint failed: users.user_login";
      case POSTGRES ->
          "pq: duplicate key value violates unique constraint \"users_user_login_key\"";
    };
  }

  /** The login must be free. */
  Account add(String login, boolean machine, boolean admin, String token) {
    lastId++;
    Account account =
        new Account(lastId, login, machine, admin, clock.instant().getEpochSecond(), token);
    accounts.put(account.id, account);
    byLogin.put(collated(login), account);
    byToken.put(Tokens.fingerprint(token), account);
    return account;
  }

  String newToken() {
    return Tokens.random(random, TOKEN_LENGTH);
  }

  void rotate(Account account) {
    byToken.remove(Tokens.fingerprint(account.token));
    account.token = newToken();
    byToken.put(Tokens.fingerprint(account.token), account);
  }

  /** The rows of its permissions stay, as in the real tables. */
  void remove(Account account) {
    handOver(account);
    accounts.remove(account.id);
    byLogin.remove(collated(account.login));
    byToken.remove(Tokens.fingerprint(account.token));
  }

  void handOver(Account account) {
    repositories.forEach(repository -> repository.leave(account.id));
  }

  Optional<Repository> repository(String namespace, String name) {
    return repositories.stream()
        .filter(one -> one.namespace.equals(namespace) && one.name.equals(name))
        .findFirst();
  }

  void expire(String token) {
    expired.add(Tokens.fingerprint(token));
  }

  void renew() {
    expired.clear();
  }

  private String collated(String login) {
    return seed.database() == DroneSeed.Database.SQLITE ? login.toLowerCase(Locale.ROOT) : login;
  }

  private void plant(DroneSeed.User user) {
    if (byLogin(user.login()).isPresent()) {
      throw new IllegalArgumentException("The seed has two users of one login");
    }
    String token = user.token() == null ? newToken() : user.token();
    add(user.login(), user.machine(), user.admin(), token).active = user.active();
  }

  private void plant(DroneSeed.Repository planted) {
    String[] slug = planted.slug().split("/", 2);
    long owner = idOf(planted.owner());
    Repository repository = new Repository(repositories.size() + 1L, slug[0], slug[1], owner);
    planted.writers().forEach(login -> permit(repository, login, Repository.Permission.WRITE));
    planted.admins().forEach(login -> permit(repository, login, Repository.Permission.ADMIN));
    permit(repository, planted.owner(), Repository.Permission.ADMIN);
    repositories.add(repository);
  }

  private void permit(Repository repository, String login, Repository.Permission permission) {
    repository.permissions.put(idOf(login), permission);
  }

  private long idOf(String login) {
    return byLogin(login)
        .orElseThrow(() -> new IllegalArgumentException("A repository names an unknown user"))
        .id;
  }
}

package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Tokens;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** User records, their tokens and their sessions. Ids are compared without case. */
final class Accounts {
  private static final int SEED_LENGTH = 16;
  private static final int TOKEN_LENGTH = 34;

  /**
   * A browser session.
   *
   * @param live a page of Jenkins is open in it, and asks again and again by itself
   */
  private record Session(String login, String seed, boolean live) {
    @Override
    public String toString() {
      return "Session[" + live + "]";
    }
  }

  private final RandomGenerator random;
  private final TreeMap<String, Account> byId = new TreeMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Set<String> expired = new HashSet<>();

  Accounts(RandomGenerator random) {
    this.random = random;
  }

  Collection<Account> all() {
    return byId.values();
  }

  Optional<Account> find(String id) {
    return Optional.ofNullable(byId.get(key(id)));
  }

  /** As an address names somebody: by id, else by full name. */
  Optional<Account> byIdOrFullName(String name) {
    return find(name)
        .or(() ->
            byId.values().stream().filter(account -> account.fullName.equals(name)).findFirst());
  }

  /** A record without a password, as a sign-in or a commit leaves it. */
  Account record(String id, String fullName) {
    Account account = new Account(id, fullName, Tokens.random(random, SEED_LENGTH));
    byId.put(key(id), account);
    return account;
  }

  void remove(Account account) {
    byId.remove(key(account.id));
  }

  /** A new token's uuid and value. */
  List<String> addToken(Account account, String value) {
    String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
    account.tokens.put(uuid, Tokens.fingerprint(value));
    return List.of(uuid, value);
  }

  String newToken() {
    return Tokens.random(random, TOKEN_LENGTH);
  }

  void renewSeed(Account account) {
    account.seed = Tokens.random(random, SEED_LENGTH);
  }

  Optional<Viewer> byToken(String id, String token) {
    String fingerprint = Tokens.fingerprint(token);
    return find(id)
        .filter(account -> account.tokens.containsValue(fingerprint))
        .filter(account -> !expired.contains(fingerprint))
        .map(account -> new Viewer(account.id, Viewer.Way.API_TOKEN));
  }

  Optional<Viewer> byPassword(String id, String password) {
    return find(id)
        .filter(account -> Tokens.fingerprint(password).equals(account.password))
        .map(account -> new Viewer(account.id, Viewer.Way.PASSWORD));
  }

  /** Opens a session; its name is a secret. */
  String open(Account account, boolean live) {
    String name = Tokens.random(random, TOKEN_LENGTH);
    sessions.put(Tokens.fingerprint(name), new Session(account.id, account.seed, live));
    return name;
  }

  /**
   * Who a session is. Where there is no record of its user any more the session passes, whatever
   * its seed, and the record appears again, with a new seed; that ends the session.
   */
  Optional<Viewer> bySession(String name) {
    Session session = sessions.get(Tokens.fingerprint(name));
    if (session == null) {
      return Optional.empty();
    }
    Optional<Account> account = find(session.login());
    if (account.isEmpty()) {
      record(session.login(), session.login());
    } else if (!account.get().seed.equals(session.seed())) {
      sessions.remove(Tokens.fingerprint(name));
      return Optional.empty();
    }
    return Optional.of(new Viewer(session.login(), Viewer.Way.SESSION));
  }

  /** Every open page asks for something. */
  void poll() {
    for (Map.Entry<String, Session> entry : List.copyOf(sessions.entrySet())) {
      Session session = entry.getValue();
      Optional<Account> account = find(session.login());
      if (session.live() && account.isEmpty()) {
        record(session.login(), session.login());
      } else if (session.live() && !account.orElseThrow().seed.equals(session.seed())) {
        sessions.remove(entry.getKey());
      }
    }
  }

  void expire(String token) {
    expired.add(Tokens.fingerprint(token));
  }

  void renewTokens() {
    expired.clear();
  }

  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}

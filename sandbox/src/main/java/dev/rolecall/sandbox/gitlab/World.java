package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The tables of the simulated GitLab. Days begin in UTC. */
final class World {

  /** GitLab's default and longest life of a token. */
  private static final int TOKEN_DAYS = 365;

  private static final int TOKEN_LENGTH = 20;

  final Edition edition;
  final TreeMap<Long, User> users = new TreeMap<>();
  final List<Place> places = new ArrayList<>();
  final TreeMap<Long, AccessToken> tokens = new TreeMap<>();
  final TreeMap<Long, SshKey> keys = new TreeMap<>();
  final TreeMap<Long, MemberRole> roles = new TreeMap<>();
  private final Map<String, User> byUsername = new HashMap<>();
  private final Map<String, User> byEmail = new HashMap<>();
  private final Map<String, AccessToken> byFingerprint = new HashMap<>();
  private final Map<Place.Kind, TreeMap<Long, Place>> byId = new HashMap<>();
  private final Map<String, Place> byPath = new HashMap<>();
  private final InstantSource clock;
  private final RandomGenerator random;
  private LocalDate nextEnd = LocalDate.MAX;
  private long lastUser;
  private long lastRow;

  World(Edition edition, InstantSource clock, RandomGenerator random) {
    this.edition = edition;
    this.clock = clock;
    this.random = random;
  }

  Instant now() {
    return clock.instant();
  }

  LocalDate today() {
    return LocalDate.ofInstant(now(), ZoneOffset.UTC);
  }

  String newToken() {
    return "glpat-" + Tokens.random(random, TOKEN_LENGTH);
  }

  long nextRow() {
    return ++lastRow;
  }

  /** Username and e-mail must be free. */
  User addUser(String username, String name, String email) {
    User user = new User(++lastUser, now(), username, name, email);
    users.put(user.id, user);
    byUsername.put(folded(username), user);
    byEmail.put(folded(email), user);
    return user;
  }

  void rename(User user, String username, String email) {
    byUsername.remove(folded(user.username));
    byEmail.remove(folded(user.email));
    user.username = username;
    user.email = email;
    byUsername.put(folded(username), user);
    byEmail.put(folded(email), user);
  }

  void removeUser(User user) {
    users.remove(user.id);
    byUsername.remove(folded(user.username));
    byEmail.remove(folded(user.email));
    places.forEach(place -> place.members.remove(user.id));
    tokens.values().stream().filter(token -> token.user == user).forEach(t -> t.revoked = true);
    keys.values().removeIf(key -> key.user() == user);
  }

  Optional<User> user(String username) {
    return Optional.ofNullable(byUsername.get(folded(username)));
  }

  Optional<User> userByEmail(String email) {
    return Optional.ofNullable(byEmail.get(folded(email)));
  }

  Place addPlace(Place.Kind kind, String path, boolean locked) {
    int slash = path.lastIndexOf('/');
    Place parent =
        slash < 0
            ? null
            : place(Place.Kind.GROUP, path.substring(0, slash))
                .orElseThrow(
                    () -> new IllegalArgumentException("A place is given before its parent"));
    if (byPath.containsKey(folded(path)) || (kind == Place.Kind.PROJECT && parent == null)) {
      throw new IllegalArgumentException("A path is taken, or a project is in no group");
    }
    TreeMap<Long, Place> siblings = byId.computeIfAbsent(kind, k -> new TreeMap<>());
    Place place = new Place(kind, siblings.size() + 1L, path, parent, locked, now());
    siblings.put(place.id, place);
    byPath.put(folded(path), place);
    places.add(place);
    return place;
  }

  /** By number or full path. */
  Optional<Place> place(Place.Kind kind, String key) {
    Place place =
        key.matches("[0-9]{1,18}")
            ? byId.getOrDefault(kind, new TreeMap<>()).get(Long.parseLong(key))
            : byPath.get(folded(key));
    return Optional.ofNullable(place).filter(found -> found.kind == kind);
  }

  /** Groups and projects share one space of paths. */
  Optional<Place> placeAt(String path) {
    return Optional.ofNullable(byPath.get(folded(path)));
  }

  void put(Place place, Membership membership) {
    place.members.put(membership.user().id, membership);
    if (membership.expiresAt() != null && membership.expiresAt().isBefore(nextEnd)) {
      nextEnd = membership.expiresAt();
    }
  }

  /** What GitLab's nightly job does: memberships end at the start of their date. */
  void endMemberships() {
    LocalDate today = today();
    if (!nextEnd.isAfter(today)) {
      places.forEach(place -> place.members.values().removeIf(one -> one.hasEnded(today)));
      nextEnd =
          places.stream()
              .flatMap(place -> place.members.values().stream())
              .map(Membership::expiresAt)
              .filter(Objects::nonNull)
              .min(LocalDate::compareTo)
              .orElse(LocalDate.MAX);
    }
  }

  AccessToken addToken(
      User user,
      String name,
      List<String> scopes,
      @Nullable LocalDate expiresAt,
      String value,
      @Nullable AccessToken rotatedFrom) {
    LocalDate end = expiresAt == null ? today().plusDays(TOKEN_DAYS) : expiresAt;
    AccessToken token =
        new AccessToken(
            nextRow(), user, name, scopes, now(), end, Tokens.fingerprint(value), rotatedFrom);
    tokens.put(token.id, token);
    byFingerprint.put(token.fingerprint, token);
    return token;
  }

  Optional<AccessToken> token(String value) {
    return Optional.ofNullable(byFingerprint.get(Tokens.fingerprint(value)));
  }

  static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

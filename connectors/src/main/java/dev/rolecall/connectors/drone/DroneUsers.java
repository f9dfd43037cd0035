package dev.rolecall.connectors.drone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Reads users of one Drone server. */
final class DroneUsers {
  /** As Drone's own check: core/user.go. */
  private static final Pattern LOGIN = Pattern.compile("[.a-zA-Z0-9_-]{1,50}");

  /** Drone answers 404 for every error of its database; this one alone says "there is none". */
  private static final String NOBODY = "sql: no rows in result set";

  /** Many joiners share one list; who signs in to Drone meanwhile is seen by the next. */
  private static final Duration LIST_AGE = Duration.ofSeconds(30);

  private final HttpCaller drone;
  private final InstantSource time;
  private final AtomicReference<Spellings> spellings =
      new AtomicReference<>(new Spellings(Map.of(), Instant.MIN));

  /** Drone's spelling of each login, by its lower case. */
  private record Spellings(Map<String, String> byLowerCase, Instant until) {}

  DroneUsers(HttpCaller drone, InstantSource time) {
    this.drone = drone;
    this.time = time;
  }

  /** Whether Drone could have such a login. Dots alone would be another path. */
  static boolean possible(String login) {
    return LOGIN.matcher(login).matches() && Request.safeInPath(login);
  }

  static boolean saysNobody(Reply reply) {
    return reply instanceof Answer answer
        && answer.status() == 404
        && answer.message().equals(NOBODY);
  }

  /** Drone looks for a login first, and a login may be a number: then only the list tells. */
  Optional<DroneUser> byId(String id) throws ToolException {
    Optional<DroneUser> found = find(id);
    if (found.isPresent() && !found.get().id().equals(id)) {
      return all().stream().filter(user -> user.id().equals(id)).findFirst();
    }
    return found;
  }

  /** Without regard to case, which Drone itself does on SQLite, and not on PostgreSQL. */
  Optional<DroneUser> byLogin(String login) throws ToolException {
    if (!possible(login)) {
      return Optional.empty();
    }
    Optional<DroneUser> found = find(login);
    if (found.isEmpty()) {
      String stored = spellings().get(login.toLowerCase(Locale.ROOT));
      found = stored == null || stored.equals(login) ? Optional.empty() : find(stored);
    }
    return found.filter(user -> user.login().equalsIgnoreCase(login));
  }

  DroneUser self() throws ToolException {
    return DroneUser.of(drone.read(Request.get("/api/user")));
  }

  /** Drone knows no pages: this is everybody. */
  List<DroneUser> all() throws ToolException {
    JsonNode list = drone.read(Request.get("/api/users"));
    if (!list.isArray()) {
      throw new ToolException(Kind.UNEXPECTED, "GET /api/users: not a list");
    }
    List<DroneUser> users = new ArrayList<>();
    for (JsonNode user : list) {
      users.add(DroneUser.of(user));
    }
    return users;
  }

  private Map<String, String> spellings() throws ToolException {
    Spellings known = spellings.get();
    if (time.instant().isBefore(known.until())) {
      return known.byLowerCase();
    }
    Map<String, String> read = new HashMap<>();
    for (DroneUser user : all()) {
      read.put(user.login().toLowerCase(Locale.ROOT), user.login());
    }
    spellings.set(new Spellings(read, time.instant().plus(LIST_AGE)));
    return read;
  }

  private Optional<DroneUser> find(String loginOrId) throws ToolException {
    Reply reply = drone.send(Request.get("/api/users/{user}", loginOrId));
    if (saysNobody(reply)) {
      return Optional.empty();
    }
    if (reply instanceof Answer answer && answer.status() == 404) {
      throw new ToolException(Kind.UNAVAILABLE, "GET /api/users/{user}: 404 for another reason");
    }
    return Optional.of(DroneUser.of(Meaning.read(reply)));
  }
}

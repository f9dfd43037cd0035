package dev.rolecall.connectors.drone;

import static dev.rolecall.connectors.drone.DroneConnectorType.SERVER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.connectors.tool.Whom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One Drone server: reads here, writes in {@link DroneChanges}. */
final class DroneConnector implements Connector {
  private final ToolDescriptor descriptor;
  private final HttpCaller drone;
  private final DroneUsers users;
  private final DroneChanges changes;

  /** A user, and by which way it was found. */
  record Found(DroneUser user, String by) {}

  DroneConnector(ToolDescriptor descriptor, HttpCaller drone, InstantSource time) {
    this.descriptor = descriptor;
    this.drone = drone;
    this.users = new DroneUsers(drone, time);
    this.changes = new DroneChanges(drone, users);
  }

  @Override
  public ToolDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public ToolHealth check() throws ToolException {
    List<String> problems =
        users.self().admin()
            ? List.of()
            : List.of(
                "The token's account is no administrator; make it one, or use another account's"
                    + " token.");
    return new ToolHealth(version(), Optional.empty(), problems);
  }

  @Override
  public Observation observe(Whom whom, Set<String> scopes) throws ToolException {
    Optional<Found> found = locate(users, whom);
    Optional<ObservedAccount> taken =
        found.isEmpty() && whom.createAs().isPresent()
            ? users.byLogin(whom.createAs().get()).map(DroneUser::observed)
            : Optional.empty();
    List<ObservedRole> roles =
        found.isPresent() && scopes.contains(SERVER)
            ? List.of(
                new ObservedRole(
                    SERVER, found.get().user().role(), Holding.DIRECT, Optional.empty()))
            : List.of();
    Set<String> unknown = new HashSet<>(scopes);
    unknown.remove(SERVER);
    return new Observation(
        found.map(f -> f.user().observed()), found.map(Found::by), taken, roles, unknown);
  }

  @Override
  public Applied apply(Whom whom, Change change) {
    try {
      return changes.apply(whom, change);
    } catch (ToolException unread) {
      return Meaning.notWritten(unread);
    }
  }

  @Override
  public List<ObservedHolder> holders(String scope) throws ToolException {
    if (!scope.equals(SERVER)) {
      throw new ToolException(Kind.UNEXPECTED, "Drone has one scope, \"server\"");
    }
    return users.all().stream()
        .map(user -> new ObservedHolder(user.observed(), user.role()))
        .toList();
  }

  @Override
  public void close() {
    drone.close();
  }

  /** By id once there is one, and then by nothing else. */
  static Optional<Found> locate(DroneUsers users, Whom whom) throws ToolException {
    if (whom.nativeId().isPresent()) {
      return users.byId(whom.nativeId().get()).map(user -> new Found(user, "id"));
    }
    for (Whom.Lookup lookup : whom.find()) {
      Optional<DroneUser> user =
          switch (lookup.by()) {
            case LOGIN -> users.byLogin(lookup.value());
            case EMAIL, EXTERNAL_ID -> Optional.empty();
          };
      if (user.isPresent()) {
        return user.map(found -> new Found(found, "login"));
      }
    }
    return Optional.empty();
  }

  /** Not every build tells its version. */
  private Optional<String> version() {
    return drone.send(Request.get("/version")) instanceof Answer answer && answer.succeeded()
        ? answer
            .json()
            .map(body -> body.path("version"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
        : Optional.empty();
  }
}

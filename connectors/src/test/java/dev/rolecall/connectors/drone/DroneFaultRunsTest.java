package dev.rolecall.connectors.drone;

import dev.rolecall.connectors.runtime.FaultRuns;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.Drone;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.http.Simulated;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

class DroneFaultRunsTest extends FaultRuns {
  private static final String TOKEN = "drone-admin-token";
  private static final String SERVER = "server";
  private static final List<String> STRANGERS = List.of("root", "walter", "grace");

  @Override
  protected ConnectorType type() {
    return new DroneConnectorType();
  }

  @Override
  protected SimulatorSpec simulator(String name) {
    return SimulatorSpec.drone(name, 0, DroneSeed.withAdmin("root", TOKEN));
  }

  @Override
  protected String token() {
    return TOKEN;
  }

  @Override
  protected Map<String, String> options() {
    return Map.of();
  }

  @Override
  protected List<String> scopes() {
    return List.of(SERVER);
  }

  @Override
  protected List<String> silent() {
    return List.of();
  }

  @Override
  protected List<String> unmanaged() {
    return List.of();
  }

  @Override
  protected List<String> roles(String scope) {
    return List.of("user", "admin");
  }

  @Override
  protected void strangers(Simulated tool) {
    ((Drone) tool).setByHand("walter", true, true);
    ((Drone) tool).setByHand("grace", false, false);
  }

  @Override
  protected Set<String> untouchable(Simulated tool) {
    return Set.copyOf(STRANGERS);
  }

  @Override
  protected String untouched(Simulated tool) {
    return ((Drone) tool)
        .users().stream().filter(user -> STRANGERS.contains(user.login())).toList().toString();
  }

  @Override
  protected void account(Simulated tool, String login) {
    ((Drone) tool).setByHand(login, false, true);
  }

  @Override
  protected void give(Simulated tool, String login, String scope, String role) {
    ((Drone) tool).setByHand(login, role.equals("admin"), true);
  }

  @Override
  protected void take(Simulated tool, String login, String scope) {
    ((Drone) tool).removeByHand(login);
  }

  @Override
  protected SortedMap<String, Set<String>> held(Simulated tool, String login) {
    TreeMap<String, Set<String>> held = new TreeMap<>();
    ((Drone) tool)
        .user(login)
        .ifPresent(user -> held.put(SERVER, Set.of(user.admin() ? "admin" : "user")));
    return held;
  }

  @Override
  protected long accounts(Simulated tool, String login) {
    return ((Drone) tool)
        .users().stream().filter(user -> user.login().equalsIgnoreCase(login)).count();
  }

  @Override
  protected boolean couldGetIn(Simulated tool, String login) {
    return ((Drone) tool).user(login).isPresent();
  }

  @Override
  protected void uses(Simulated tool, String login) {
    if (((Drone) tool).user(login).orElseThrow().active()) {
      ((Drone) tool).signIn(login);
    }
  }
}

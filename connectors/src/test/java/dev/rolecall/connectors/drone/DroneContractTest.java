package dev.rolecall.connectors.drone;

import dev.rolecall.connectors.ToolContract;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.Drone;
import dev.rolecall.sandbox.drone.DroneSeed;
import java.util.Map;
import java.util.Optional;

class DroneContractTest extends ToolContract {
  private static final String TOKEN = "drone-admin-token";

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
  protected String scope() {
    return "server";
  }

  @Override
  protected String lower() {
    return "user";
  }

  @Override
  protected String higher() {
    return "admin";
  }

  @Override
  protected String nowhere() {
    return "repo:acme/web";
  }

  @Override
  protected long accounts(String login) {
    return drone().users().stream().filter(u -> u.login().equalsIgnoreCase(login)).count();
  }

  @Override
  protected Optional<String> role(String login) {
    return drone().user(login).map(user -> user.admin() ? "admin" : "user");
  }

  @Override
  protected void giveByHand(String login, String role) {
    drone().setByHand(login, role.equals("admin"), true);
  }

  @Override
  protected int fillTheScope() {
    for (int i = 0; i < 150; i++) {
      drone().setByHand("person-" + i, false, true);
    }
    return 150;
  }

  @Override
  protected void usesTheTool(String login) {
    drone().signIn(login);
  }

  @Override
  protected boolean couldGetIn(String login) {
    return drone().user(login).isPresent();
  }

  @Override
  protected Map<String, String> deviations() {
    return Map.of(
        "aTokenThatEndsIsSeenToEnd", "tokens of Drone do not end",
        "theLastHolderStaysAndThatIsNoReasonToTryAgain", "Drone removes its last administrator",
        "anInvitationIsSentOnceAndIsARoleWhenItIsAccepted", "Drone has no invitations",
        "anInvitationCanBeTakenBack", "Drone has no invitations");
  }

  private Drone drone() {
    return sandbox.drone("tool");
  }
}

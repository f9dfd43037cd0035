package dev.rolecall.connectors.drone;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.HttpCaller.TokenHeader;
import dev.rolecall.connectors.tool.Capabilities;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.Calls;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.RoleKind;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.connectors.tool.ToolSettings;
import java.util.List;
import java.util.Set;

/**
 * Drone has one place, the server, and two roles: whoever has an account is a user, some are
 * administrators. Roles in repositories belong to the source code host.
 */
public final class DroneConnectorType implements ConnectorType {
  static final String SERVER = "server";
  static final String USER = "user";
  static final String ADMIN = "admin";

  /**
   * A leaver's token and session outlive {@code active:false}, so the account is deleted in the
   * end; a session of before becomes valid again if the same login is created within its lifetime
   * (DRONE_COOKIE_TIMEOUT, 720 h unless set).
   */
  private static final ToolDescriptor DESCRIPTOR =
      new ToolDescriptor(
          "drone",
          "",
          List.of(new ScopeShape("server", SERVER, RoleKind.LADDER, List.of(USER, ADMIN))),
          List.of(
              OffboardingStep.DISABLE_ACCOUNT,
              OffboardingStep.REVOKE_CREDENTIALS,
              OffboardingStep.DELETE_ACCOUNT),
          // The e-mail address comes from the source code host, where its owner may have set it.
          new Capabilities()
              .natively(
                  Ability.FIND_BY_LOGIN,
                  Ability.CREATE_ACCOUNT,
                  Ability.GRANT,
                  Ability.CHANGE,
                  Ability.DISABLE_ACCOUNT,
                  Ability.DELETE_ACCOUNT,
                  Ability.REVOKE_CREDENTIALS,
                  Ability.LIST_HOLDERS)
              // The account is the role: taking the role is taking the account.
              .emulated(Ability.REVOKE)
              .map(),
          new Calls(1, 0, 2));

  @Override
  public String name() {
    return "drone";
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public ToolDescriptor describe(ToolSettings settings) {
    return DESCRIPTOR;
  }

  @Override
  public Connector open(ToolSettings settings) {
    return new DroneConnector(
        DESCRIPTOR, new HttpCaller(settings, "", TokenHeader.BEARER), settings.time());
  }
}

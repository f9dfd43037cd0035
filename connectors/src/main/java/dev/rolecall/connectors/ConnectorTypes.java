package dev.rolecall.connectors;

import dev.rolecall.connectors.buildkite.BuildkiteConnectorType;
import dev.rolecall.connectors.circleci.CircleCiConnectorType;
import dev.rolecall.connectors.drone.DroneConnectorType;
import dev.rolecall.connectors.gitlab.GitLabConnectorType;
import dev.rolecall.connectors.jenkins.JenkinsConnectorType;
import dev.rolecall.connectors.tool.ConnectorType;
import java.util.List;

/** The kinds of tool that a configuration can name. A new one is added here, and nowhere else. */
public final class ConnectorTypes {
  private static final List<ConnectorType> ALL =
      List.of(
          new BuildkiteConnectorType(),
          new CircleCiConnectorType(),
          new DroneConnectorType(),
          new GitLabConnectorType(),
          new JenkinsConnectorType());

  private ConnectorTypes() {}

  /** Every kind, each under its own {@link ConnectorType#name()}. */
  public static List<ConnectorType> all() {
    return ALL;
  }
}

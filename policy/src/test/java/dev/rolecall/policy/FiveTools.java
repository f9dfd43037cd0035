package dev.rolecall.policy;

import java.util.List;
import java.util.Map;

/** One instance of each tool, and a family of three more controllers. */
final class FiveTools {
  static final ToolShape CIRCLECI =
      new ToolShape(
          "circleci",
          List.of(
              new ScopeShape(
                  "organisation",
                  "org",
                  RoleKind.LADDER,
                  List.of("viewer", "contributor", "admin")),
              new ScopeShape(
                  "project",
                  "project:{}",
                  RoleKind.LADDER,
                  List.of("viewer", "contributor", "admin"))));

  private static final ToolShape CONTROLLER =
      new ToolShape("jenkins", "controllers", Acme.JENKINS.scopes());

  static final Tools TOOLS =
      new Tools(
          Map.of(
              "drone", Acme.DRONE,
              "gitlab", Acme.GITLAB,
              "buildkite", Acme.BUILDKITE,
              "circleci", CIRCLECI,
              "jenkins", Acme.JENKINS));

  static final Tools WITH_CONTROLLERS =
      new Tools(
          Map.of(
              "gitlab", Acme.GITLAB,
              "jenkins-web", CONTROLLER,
              "jenkins-data", CONTROLLER,
              "ci-payments", CONTROLLER));

  private FiveTools() {}
}

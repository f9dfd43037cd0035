package dev.rolecall.policy;

import java.util.Map;

/** Several instances of one type, of one family. */
final class Controllers {
  private static final ToolShape CONTROLLER =
      new ToolShape("jenkins", "controllers", Acme.JENKINS.scopes());

  static final Tools TOOLS =
      new Tools(
          Map.of(
              "gitlab", Acme.GITLAB,
              "jenkins-web", CONTROLLER,
              "jenkins-data", CONTROLLER,
              "ci-payments", CONTROLLER));

  private Controllers() {}
}

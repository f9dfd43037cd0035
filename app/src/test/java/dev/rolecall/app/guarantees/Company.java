package dev.rolecall.app.guarantees;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.AccessLevel;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The company that the suite plays: its tools, its policy, and what the policy means, worked out
 * here a second time and by other means than the product's.
 */
final class Company {

  /** Groups of every directory, by what the policy gives to their members. */
  static final String PAYMENTS = "team-payments";

  static final String OPS = "team-ops";
  static final String WEB = "team-web";

  /** The group that is emptied at once, which is held. */
  static final String KEPT = "team-kept";

  static final List<String> GROUPS = List.of(PAYMENTS, OPS, WEB);

  /** People and roles that Rolecall has nothing to do with. */
  static final List<String> OTHERS = List.of("mallory", "trent");

  static final List<String> SCOPES = List.of("payments", "web", "kept");

  private static final String POLICY =
      """
      version: 1
      policy: rules
      owner: platform@acme.example
      rules:
        - { id: payments, groups: team-payments, grant: { gitlab: { payments: developer }, drone: { server: user } } }
        - { id: ops, groups: team-ops, grant: { gitlab: { payments: reporter, web: developer }, drone: { server: user } } }
        - { id: web, groups: team-web, grant: { gitlab: { web: reporter } } }
        - { id: kept, groups: team-kept, grant: { gitlab: { kept: reporter } } }
      control:
        gitlab: { mode: enforce, manage: [payments, web, kept], protect: [root] }
        drone: { mode: enforce, manage: server, protect: [drone-admin] }
      # A storm of changes is what this is about; only the group that is emptied waits.
      limits:
        revokes: { percent: 100, max: 100000 }
        disables: { percent: 100, max: 100000 }
        leavers: { burst: 100000 }
      """;

  /** The same rules by hand: group, tool and scope, level (0 where there is only one role). */
  private record Gives(String group, String place, int level) {}

  private static final List<Gives> GIVEN =
      List.of(
          new Gives(PAYMENTS, "gitlab/payments", AccessLevel.DEVELOPER.value()),
          new Gives(PAYMENTS, "drone/server", 0),
          new Gives(OPS, "gitlab/payments", AccessLevel.REPORTER.value()),
          new Gives(OPS, "gitlab/web", AccessLevel.DEVELOPER.value()),
          new Gives(OPS, "drone/server", 0),
          new Gives(WEB, "gitlab/web", AccessLevel.REPORTER.value()),
          new Gives(KEPT, "gitlab/kept", AccessLevel.REPORTER.value()));

  private Company() {}

  static List<SimulatorSpec> simulators() {
    GitlabSeed gitlab = GitlabSeed.selfManaged("root", "gitlab-token");
    for (String scope : SCOPES) {
      gitlab = gitlab.group(scope);
    }
    DroneSeed drone = DroneSeed.withAdmin("drone-admin", "drone-token");
    for (String other : OTHERS) {
      drone = drone.user(other);
      gitlab = gitlab.user(other, other + "@elsewhere.example");
      for (String scope : SCOPES) {
        gitlab = gitlab.member(scope, other, AccessLevel.DEVELOPER);
      }
    }
    return List.of(
        SimulatorSpec.drone("drone", 0, drone), SimulatorSpec.gitlab("gitlab", 0, gitlab));
  }

  /** The part of the configuration that is about tools. */
  static String configuration(Sandbox sandbox) {
    return """
    tools:
      drone:
        url: "%s"
        token: drone-token
        account: { find: [userName|before-at], create-as: "{userName|before-at}" }
        pace: { call-deadline: PT4S, sweep: PT5S }
      gitlab:
        url: "%s"
        token: gitlab-token
        edition: self-managed
        removals-per-minute: 0
        account: { find: [email], create-as: "{userName|before-at}" }
        pace: { call-deadline: PT4S, sweep: PT5S }
    """
        .formatted(sandbox.url("drone"), sandbox.url("gitlab"));
  }

  static ObjectNode policy() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.withArray("files").addObject().put("path", "rules.yaml").put("content", POLICY);
    return body;
  }

  /**
   * What somebody who is active has.
   *
   * @param groups by their names
   * @return level by tool and scope
   */
  static SortedMap<String, Integer> roles(Collection<String> groups) {
    SortedMap<String, Integer> roles = new TreeMap<>();
    for (Gives each : GIVEN) {
      if (groups.contains(each.group())) {
        roles.merge(each.place(), each.level(), Math::max);
      }
    }
    return roles;
  }

  /** What everybody in the simulators has; one look for many people. */
  static Map<String, SortedMap<String, Integer>> found(Sandbox sandbox) {
    Map<String, SortedMap<String, Integer>> all = new TreeMap<>();
    for (String scope : SCOPES) {
      sandbox
          .gitlab("gitlab")
          .members(scope)
          .forEach(member ->
              all.computeIfAbsent(member.username(), login -> new TreeMap<>())
                  .put("gitlab/" + scope, member.accessLevel()));
    }
    sandbox.drone("drone").users().stream()
        .filter(user -> user.active())
        .forEach(user ->
            all.computeIfAbsent(user.login(), login -> new TreeMap<>())
                .merge("drone/server", 0, (one, two) -> Integer.MIN_VALUE));
    return all;
  }
}

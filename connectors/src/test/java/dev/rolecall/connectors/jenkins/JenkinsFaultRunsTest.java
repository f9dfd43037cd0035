package dev.rolecall.connectors.jenkins;

import dev.rolecall.connectors.runtime.FaultRuns;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.http.Simulated;
import dev.rolecall.sandbox.jenkins.Holder;
import dev.rolecall.sandbox.jenkins.Jenkins;
import dev.rolecall.sandbox.jenkins.JenkinsSeed;
import dev.rolecall.sandbox.jenkins.RoleType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

class JenkinsFaultRunsTest extends FaultRuns {
  private static final List<String> FOLDERS = List.of("team-a", "team-b", "team-c", "secret");
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> cookies = new HashMap<>();

  @Override
  protected ConnectorType type() {
    return new JenkinsConnectorType();
  }

  @Override
  protected SimulatorSpec simulator(String name) {
    JenkinsSeed seed =
        JenkinsSeed.withAdmin("rolecall", "api-token")
            .role(RoleType.GLOBAL, "read", ".*", Set.of("hudson.model.Hudson.Read"));
    for (String folder : FOLDERS) {
      seed =
          seed.folder(folder)
              .folderRole(folder + "-read", folder, "hudson.model.Item.Read")
              .folderRole(folder + "-build", folder, "hudson.model.Item.Build");
    }
    return SimulatorSpec.jenkins(name, 0, seed);
  }

  @Override
  protected String token() {
    return "rolecall:api-token";
  }

  @Override
  protected Map<String, String> options() {
    return Map.of();
  }

  @Override
  protected List<String> scopes() {
    return List.of("folder:team-a", "folder:team-b");
  }

  @Override
  protected List<String> silent() {
    return List.of("folder:team-c");
  }

  @Override
  protected List<String> unmanaged() {
    return List.of("folder:secret");
  }

  @Override
  protected List<String> roles(String scope) {
    return List.of("read", "build");
  }

  @Override
  protected void strangers(Simulated tool) {
    tokens.clear();
    cookies.clear();
    account(tool, "walter");
    give(tool, "walter", "folder:team-a", "build");
    give(tool, "walter", "folder:secret", "read");
  }

  @Override
  protected Set<String> untouchable(Simulated tool) {
    return Set.of("/user/walter/");
  }

  @Override
  protected String untouched(Simulated tool) {
    return held(tool, "walter") + " " + ((Jenkins) tool).users().contains("walter");
  }

  @Override
  protected void account(Simulated tool, String login) {
    ((Jenkins) tool).addUserByHand(login, login);
  }

  @Override
  protected void give(Simulated tool, String login, String scope, String role) {
    ((Jenkins) tool).assignByHand(RoleType.ITEM, name(scope, role), holder(login));
  }

  @Override
  protected void take(Simulated tool, String login, String scope) {
    for (String role : roles(scope)) {
      if (has(tool, login, scope, role)) {
        ((Jenkins) tool).unassignByHand(RoleType.ITEM, name(scope, role), holder(login));
      }
    }
  }

  @Override
  protected SortedMap<String, Set<String>> held(Simulated tool, String login) {
    TreeMap<String, Set<String>> held = new TreeMap<>();
    for (String folder : FOLDERS) {
      String scope = "folder:" + folder;
      for (String role : roles(scope)) {
        if (has(tool, login, scope, role)) {
          held.computeIfAbsent(scope, unused -> new TreeSet<>()).add(role);
        }
      }
    }
    return held;
  }

  @Override
  protected long accounts(Simulated tool, String login) {
    return ((Jenkins) tool).users().stream().filter(login::equalsIgnoreCase).count();
  }

  @Override
  protected boolean couldGetIn(Simulated tool, String login) {
    return ((Jenkins) tool).tokenWorks(login, tokens.getOrDefault(login, ""))
        || ((Jenkins) tool).isSignedIn(login, cookies.getOrDefault(login, "JSESSIONID.x="));
  }

  @Override
  protected boolean canWork(Simulated tool, String login) {
    return ((Jenkins) tool).users().contains(login);
  }

  @Override
  protected void uses(Simulated tool, String login) {
    tokens.put(login, ((Jenkins) tool).makeToken(login));
    cookies.put(login, ((Jenkins) tool).signIn(login, true));
  }

  private static boolean has(Simulated tool, String login, String scope, String role) {
    return ((Jenkins) tool).holders(RoleType.ITEM, name(scope, role)).contains(holder(login));
  }

  private static String name(String scope, String role) {
    return scope.substring("folder:".length()) + "-" + role;
  }

  private static Holder holder(String login) {
    return new Holder(Holder.Kind.USER, login);
  }
}

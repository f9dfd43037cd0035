package dev.rolecall.connectors.jenkins;

import dev.rolecall.connectors.ToolContract;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.jenkins.Holder;
import dev.rolecall.sandbox.jenkins.Jenkins;
import dev.rolecall.sandbox.jenkins.JenkinsSeed;
import dev.rolecall.sandbox.jenkins.RoleType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class JenkinsContractTest extends ToolContract {
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> cookies = new HashMap<>();

  @Override
  protected ConnectorType type() {
    return new JenkinsConnectorType();
  }

  @Override
  protected SimulatorSpec simulator(String name) {
    return SimulatorSpec.jenkins(
        name,
        0,
        JenkinsSeed.withAdmin("rolecall", "api-token")
            .role(RoleType.GLOBAL, "read", ".*", Set.of("hudson.model.Hudson.Read"))
            .folder("team-a")
            .folderRole("team-a-read", "team-a", "hudson.model.Item.Read")
            .folderRole("team-a-build", "team-a", "hudson.model.Item.Build"));
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
  protected String scope() {
    return "folder:team-a";
  }

  @Override
  protected String lower() {
    return "read";
  }

  @Override
  protected String higher() {
    return "build";
  }

  @Override
  protected String nowhere() {
    return "folder:nowhere/at-all";
  }

  @Override
  protected long accounts(String login) {
    return jenkins().users().stream().filter(login::equalsIgnoreCase).count();
  }

  @Override
  protected Optional<String> role(String login) {
    Holder holder = new Holder(Holder.Kind.USER, login);
    if (jenkins().holders(RoleType.ITEM, "team-a-build").contains(holder)) {
      return Optional.of("build");
    }
    return jenkins().holders(RoleType.ITEM, "team-a-read").contains(holder)
        ? Optional.of("read")
        : Optional.empty();
  }

  @Override
  protected void giveByHand(String login, String role) {
    jenkins().assignByHand(RoleType.ITEM, "team-a-" + role, new Holder(Holder.Kind.USER, login));
  }

  @Override
  protected int fillTheScope() {
    giveByHand("anonymous", "read");
    for (int i = 0; i < 150; i++) {
      giveByHand("person-" + i, "build");
    }
    return 151;
  }

  @Override
  protected void usesTheTool(String login) {
    tokens.put(login, jenkins().makeToken(login));
    cookies.put(login, jenkins().signIn(login, true));
  }

  @Override
  protected boolean couldGetIn(String login) {
    return jenkins().tokenWorks(login, tokens.getOrDefault(login, ""))
        || jenkins().isSignedIn(login, cookies.getOrDefault(login, "JSESSIONID.x="))
        || jenkins().canRead(login, "team-a");
  }

  @Override
  protected Map<String, String> deviations() {
    return Map.of(
        "aRoleThatSomebodyElseHasChangedIsNotOverwritten",
        "roles of Jenkins add up: granting one overwrites none",
        "aTokenThatEndsIsSeenToEnd",
        "Jenkins does not tell when a token ends",
        "theLastHolderStaysAndThatIsNoReasonToTryAgain",
        "Jenkins takes a role from its last holder",
        "anInvitationIsSentOnceAndIsARoleWhenItIsAccepted",
        "Jenkins has no invitations",
        "anInvitationCanBeTakenBack",
        "Jenkins has no invitations");
  }

  private Jenkins jenkins() {
    return sandbox.tool("tool", Jenkins.class);
  }
}

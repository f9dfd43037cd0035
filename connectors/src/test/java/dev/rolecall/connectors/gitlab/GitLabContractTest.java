package dev.rolecall.connectors.gitlab;

import dev.rolecall.connectors.ToolContract;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.gitlab.Gitlab;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class GitLabContractTest extends ToolContract {
  private static final String TOKEN = "glpat-of-the-administrator";
  private static final String GROUP = "acme/platform";

  @BeforeEach
  void watch() {
    GitLabConformance.PUBLISHED.watch(gitlab());
  }

  @AfterEach
  void conforms() {
    GitLabConformance.PUBLISHED.check();
  }

  @Override
  protected ConnectorType type() {
    return new GitLabConnectorType();
  }

  @Override
  protected SimulatorSpec simulator(String name) {
    return SimulatorSpec.gitlab(
        name, 0, GitlabSeed.selfManaged("root", TOKEN).group("acme").group(GROUP));
  }

  @Override
  protected String token() {
    return TOKEN;
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("edition", "self-managed");
  }

  @Override
  protected String scope() {
    return GROUP;
  }

  @Override
  protected String lower() {
    return "developer";
  }

  @Override
  protected String higher() {
    return "maintainer";
  }

  @Override
  protected String nowhere() {
    return "acme/nowhere";
  }

  @Override
  protected long accounts(String login) {
    return gitlab().users().stream().filter(u -> u.username().equalsIgnoreCase(login)).count();
  }

  @Override
  protected Optional<String> role(String login) {
    return gitlab().member(GROUP, login).map(m -> AccessLevel.roleOf(m.accessLevel()));
  }

  @Override
  protected void giveByHand(String login, String role) {
    gitlab()
        .setMemberByHand(
            GROUP,
            login,
            role.equals("maintainer")
                ? dev.rolecall.sandbox.gitlab.AccessLevel.MAINTAINER
                : dev.rolecall.sandbox.gitlab.AccessLevel.DEVELOPER);
  }

  @Override
  protected int fillTheScope() {
    for (int i = 0; i < 250; i++) {
      String name = i == 7 ? "group_2_bot_7f3a" : "person-" + i;
      gitlab().addUserByHand(name, name + "@acme.example");
      giveByHand(name, "developer");
    }
    return 250;
  }

  @Override
  protected void usesTheTool(String login) {
    gitlab().createToken(login, "api");
    gitlab().createToken(login, "read_api");
    gitlab().addKey(login, "laptop");
  }

  @Override
  protected boolean couldGetIn(String login) {
    return gitlab().user(login).orElseThrow().state().equals("active")
        || gitlab().activeTokens(login) > 0
        || gitlab().keys(login) > 0;
  }

  @Override
  protected void tokenEndsOn(LocalDate day) {
    gitlab().endTokensByHand("root", day);
  }

  @Override
  protected Applied takeFromTheLastHolder() throws ToolException {
    gitlab().addUserByHand("ada", "ada@acme.example");
    gitlab().setMemberByHand("acme", "ada", dev.rolecall.sandbox.gitlab.AccessLevel.OWNER);
    gitlab().removeMemberByHand("acme", "root");
    return connector.apply(linked(), new Change.Revoke("acme", "owner"));
  }

  @Override
  protected long invitations(String email) {
    return gitlab().invitations(GROUP).stream().filter(i -> i.email().equals(email)).count();
  }

  @Override
  protected void accept(String email) {
    gitlab().acceptInvitations(email, "ada");
  }

  private Gitlab gitlab() {
    return sandbox.gitlab("tool");
  }
}

package dev.rolecall.connectors.circleci;

import dev.rolecall.connectors.ToolContract;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.circleci.CircleCi;
import dev.rolecall.sandbox.circleci.CircleCiSeed;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** With the routes of the web pages; a person's role in a project is what can be written there. */
class CircleCiContractTest extends ToolContract {
  private static final String TOKEN = "CCIPAT_of_the_machine_user";
  private static final String ORG = "b9291e0d-a11e-41fb-8517-c545388b5953";
  private static final String NOBODY_IS_INVITED =
      "no route of CircleCI invites; CircleCiPublicTest reads the instruction";
  private static final String NO_REVOKE =
      "no route takes a person's role in a project away; CircleCiTrapsTest shows the change of it,"
          + " and a group that is joined and left";

  @BeforeEach
  void watch() {
    CircleCiConformance.PUBLISHED.watch(circleci());
  }

  @AfterEach
  void conforms() {
    CircleCiConformance.PUBLISHED.check();
  }

  @Override
  protected Map<String, String> deviations() {
    return Map.ofEntries(
        Map.entry(
            "anAccountIsCreatedOnceAndThenFound",
            "people make their accounts themselves; CircleCiTrapsTest shows the finding"),
        Map.entry("aRoleIsGrantedChangedAndRevokedAndEachTimeReadBack", NO_REVOKE),
        Map.entry("everyChangeTwiceEndsInTheSameState", NO_REVOKE),
        Map.entry("anInvitationIsSentOnceAndIsARoleWhenItIsAccepted", NOBODY_IS_INVITED),
        Map.entry("anInvitationCanBeTakenBack", NOBODY_IS_INVITED),
        Map.entry("aTokenThatEndsIsSeenToEnd", "CircleCI does not tell when a token ends"),
        Map.entry(
            "theLastHolderStaysAndThatIsNoReasonToTryAgain",
            "only an administrator's token can try, and its own account is refused before"),
        Map.entry(
            "everyStepOfOffboardingIsRepeatableAndAtTheEndNothingGetsIn",
            "no route removes a person; CircleCiTrapsTest shows what is left to do by hand"),
        Map.entry(
            "holdersAreReadToTheEndAndBotsAreMarked",
            "CircleCI shows no bots; CircleCiTrapsTest reads the holders"));
  }

  @Override
  protected ConnectorType type() {
    return new CircleCiConnectorType();
  }

  @Override
  protected SimulatorSpec simulator(String name) {
    return SimulatorSpec.circleci(
        name,
        0,
        CircleCiSeed.withAdmin(ORG, "rolecall", TOKEN)
            .group("platform")
            .project("web")
            .context("deploy")
            .withUnofficial());
  }

  @Override
  protected String token() {
    return TOKEN;
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("organization", "circleci/" + ORG, "unofficial", "true");
  }

  @Override
  protected String scope() {
    return "project:web";
  }

  @Override
  protected String lower() {
    return "viewer";
  }

  @Override
  protected String higher() {
    return "admin";
  }

  @Override
  protected String nowhere() {
    return "project:nowhere";
  }

  @Override
  protected long accounts(String login) {
    return circleci().people().stream().filter(p -> p.login().equalsIgnoreCase(login)).count();
  }

  @Override
  protected Optional<String> role(String login) {
    return circleci()
        .person(login)
        .map(person -> person.projectRoles().get("web"))
        .map(role -> role.substring("project-".length()));
  }

  @Override
  protected void giveByHand(String login, String role) {
    circleci().setProjectRoleByHand("web", login, "project-" + role);
  }

  @Override
  protected int fillTheScope() {
    throw new UnsupportedOperationException("a deviation");
  }

  @Override
  protected void usesTheTool(String login) {}

  @Override
  protected boolean couldGetIn(String login) {
    return circleci().person(login).flatMap(person -> person.role()).isPresent();
  }

  @Override
  protected String writingMethod() {
    return "PUT";
  }

  @Override
  protected void beforeWriting() {
    joined();
  }

  @Override
  protected Applied write() throws ToolException {
    return connector.apply(ada(), new Change.Grant(scope(), lower(), Optional.empty()));
  }

  @Override
  protected long written() {
    return role("ada").stream().count();
  }

  @Override
  protected void joined() {
    circleci().joinByHand("ada", "ada@acme.example", "org-viewer");
  }

  private CircleCi circleci() {
    return sandbox.tool("tool", CircleCi.class);
  }
}

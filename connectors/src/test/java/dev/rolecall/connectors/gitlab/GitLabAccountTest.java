package dev.rolecall.connectors.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.http.Fault;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitLabAccountTest {
  private final OneGitLab gitlab = OneGitLab.withAda();

  @AfterEach
  void close() {
    gitlab.close();
  }

  @Test
  void anAddressIsComparedWholeAndWithoutCase() throws ToolException {
    gitlab.tool().addUserByHand("other", "xada@acme.example");

    assertThat(byEmail("ADA@acme.example").account().map(ObservedAccount::login)).hasValue("ada");
    assertThat(byEmail("a@acme.example").account()).isEmpty();
  }

  @Test
  void anAddressOfTwoAccountsIsNobodys() throws ToolException {
    gitlab.fail(
        "GET",
        ".*/users",
        Fault.respond(
            200,
            "[{\"id\":2,\"username\":\"ada\",\"email\":\"ada@acme.example\"},"
                + "{\"id\":3,\"username\":\"eva\",\"email\":\"ADA@acme.example\"}]"));

    assertThat(byEmail(OneGitLab.ADA_MAIL).account()).isEmpty();
  }

  @Test
  void anAddressThatNobodyHasConfirmedIsNobodys() throws ToolException {
    gitlab.fail(
        "GET",
        ".*/users",
        Fault.respond(
            200,
            "[{\"id\":2,\"username\":\"ada\",\"email\":\"ada@acme.example\","
                + "\"confirmed_at\":null}]"));

    assertThat(byEmail(OneGitLab.ADA_MAIL).account()).isEmpty();
  }

  @Test
  void anAddressThatAnotherAccountHasStopsTheCreation() {
    Whom stranger =
        new Whom(
            Optional.empty(),
            List.of(),
            Optional.of("ada2"),
            Optional.of(OneGitLab.ADA_MAIL),
            Optional.empty());

    assertThat(gitlab.connector().apply(stranger, new Change.CreateAccount()))
        .isInstanceOf(Applied.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "active,ACTIVE",
    "deactivated,ACTIVE",
    "blocked,DISABLED",
    "ldap_blocked,LOCKED",
    "banned,LOCKED"
  })
  void aStateKeepsPeopleOutOnlyIfASignInDoesNotUndoIt(String state, Presence presence)
      throws ToolException {
    gitlab.tool().setStateByHand("ada", state);

    assertThat(gitlab.observe().account().map(ObservedAccount::presence)).hasValue(presence);
  }

  @Test
  void aBlockedAccountIsUnblockedAndADeactivatedOneActivated() {
    for (String state : List.of("blocked", "deactivated")) {
      gitlab.tool().setStateByHand("ada", state);
      assertThat(gitlab.apply(new Change.EnableAccount())).isInstanceOf(Applied.Done.class);
      assertThat(gitlab.tool().user("ada").orElseThrow().state()).isEqualTo("active");
    }
    assertThat(gitlab.apply(new Change.EnableAccount())).isInstanceOf(Applied.Already.class);
  }

  @Test
  void whatLdapHasBlockedIsNotOurs() {
    gitlab.tool().setStateByHand("ada", "ldap_blocked");

    assertThat(gitlab.apply(new Change.DisableAccount())).isInstanceOf(Applied.Refused.class);
    assertThat(gitlab.apply(new Change.EnableAccount())).isInstanceOf(Applied.Refused.class);
  }

  @Test
  void blockingTwiceIsAlready() {
    assertThat(gitlab.apply(new Change.DisableAccount())).isInstanceOf(Applied.Done.class);
    assertThat(gitlab.apply(new Change.DisableAccount())).isInstanceOf(Applied.Already.class);
  }

  @Test
  void anAccountIsNeverDeleted() {
    assertThat(gitlab.apply(new Change.DeleteAccount())).isInstanceOf(Applied.Manual.class);
    assertThat(gitlab.tool().user("ada")).isPresent();
  }

  @Test
  void rolecallDoesNotLockItselfOut() {
    Whom root =
        new Whom(Optional.of("1"), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(gitlab.connector().apply(root, new Change.DisableAccount()))
        .isInstanceOf(Applied.Refused.class);
    assertThat(gitlab.connector().apply(root, new Change.RevokeCredentials()))
        .isInstanceOf(Applied.Refused.class);
    assertThat(gitlab.tool().activeTokens("root")).isEqualTo(1);
  }

  @Test
  void aTokenThatCannotBeRevokedNowIsTriedAgain() {
    gitlab.tool().createToken("ada", "api");
    gitlab.fail("DELETE", ".*/personal_access_tokens/.*", Fault.respond(502, ""));

    assertThat(gitlab.apply(new Change.RevokeCredentials())).isInstanceOf(Applied.Unknown.class);
    assertThat(gitlab.apply(new Change.RevokeCredentials())).isInstanceOf(Applied.Done.class);
    assertThat(gitlab.apply(new Change.RevokeCredentials())).isInstanceOf(Applied.Already.class);
    assertThat(gitlab.tool().activeTokens("ada")).isZero();
  }

  @Test
  void aTokenOfTooLittleRightsIsAProblemWithARemedy() throws ToolException {
    gitlab.fail(
        "GET",
        ".*/personal_access_tokens/self",
        Fault.respond(
            200, "{\"scopes\":[\"read_api\"],\"active\":true,\"expires_at\":\"2027-01-31\"}"));
    gitlab.fail("GET", ".*/user", Fault.respond(200, "{\"id\":1,\"username\":\"x\"}"));

    var health = gitlab.connector().check();

    assertThat(health.problems()).hasSize(2);
    assertThat(health.credentialsEnd()).hasValue(LocalDate.of(2027, 1, 31));
    assertThat(health.version()).isPresent();
  }

  @Test
  void anUnknownEditionIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OneGitLab(OneGitLab.seed(), Map.of("edition", "enterprise")));
  }

  private Observation byEmail(String email) throws ToolException {
    return gitlab
        .connector()
        .observe(
            new Whom(
                Optional.empty(),
                List.of(new Whom.Lookup(Whom.By.EMAIL, email)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Set.of());
  }
}

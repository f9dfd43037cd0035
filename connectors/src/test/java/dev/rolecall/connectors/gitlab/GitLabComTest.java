package dev.rolecall.connectors.gitlab;

import static dev.rolecall.sandbox.gitlab.AccessLevel.DEVELOPER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitLabComTest {
  private static final Map<String, String> OWNED = Map.of("edition", "gitlab.com", "group", "acme");
  private static final GitlabSeed SEED =
      GitlabSeed.gitlabCom("acme", "rolecall", OneGitLab.TOKEN)
          .user(
              new GitlabSeed.User("ada", OneGitLab.ADA_MAIL, "active", false, false, null, "acme"))
          .member("acme", "ada", DEVELOPER);

  @Test
  void anEnterpriseUserIsFoundByAddress() throws ToolException {
    try (OneGitLab gitlab = new OneGitLab(SEED, OWNED)) {
      assertThat(gitlab.observe("acme").account()).isPresent();
    }
  }

  @Test
  void withoutAGroupOfOursNobodyIsFoundByAddress() throws ToolException {
    try (OneGitLab gitlab = new OneGitLab(SEED, Map.of("edition", "gitlab.com"))) {
      assertThat(gitlab.observe("acme").account()).isEmpty();
      assertThat(gitlab.connector().apply(linked(), new Change.RevokeCredentials()))
          .isInstanceOf(Applied.Manual.class);
    }
  }

  @Test
  void aLeaverLosesRolesAndTokensAndKeepsTheAccount() {
    try (OneGitLab gitlab = new OneGitLab(SEED, OWNED)) {
      gitlab.tool().createToken("ada", "api");
      assertThat(gitlab.connector().descriptor().offboarding())
          .containsExactly(OffboardingStep.REVOKE_CREDENTIALS, OffboardingStep.REVOKE_ROLES);

      assertThat(gitlab.apply(new Change.RevokeCredentials())).isInstanceOf(Applied.Done.class);
      assertThat(gitlab.apply(new Change.Revoke("acme", "developer")))
          .isInstanceOf(Applied.Done.class);

      assertThat(gitlab.tool().activeTokens("ada")).isZero();
      assertThat(gitlab.tool().member("acme", "ada")).isEmpty();
      assertThat(gitlab.tool().user("ada").orElseThrow().state()).isEqualTo("active");
    }
  }

  @Test
  void accountsAreForPeople() {
    try (OneGitLab gitlab = new OneGitLab(SEED, OWNED)) {
      for (Change change :
          List.of(
              new Change.CreateAccount(),
              new Change.DisableAccount(),
              new Change.EnableAccount())) {
        assertThat(gitlab.apply(change)).isInstanceOf(Applied.Manual.class);
      }
    }
  }

  @Test
  void theRightsOfAnOwnerAreEnough() throws ToolException {
    try (OneGitLab gitlab = new OneGitLab(SEED, OWNED)) {
      assertThat(gitlab.connector().check().problems()).isEmpty();
    }
  }

  private static Whom linked() {
    return new Whom(
        Optional.of("2"), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}

package dev.rolecall.connectors.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.CallLimits;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.sandbox.gitlab.AccessLevel;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitLabRolesTest {

  private final OneGitLab gitlab =
      new OneGitLab(
          OneGitLab.seed()
              .user("ada", OneGitLab.ADA_MAIL)
              .role(new GitlabSeed.Role("Security reviewer", AccessLevel.REPORTER, null)),
          Map.of("custom-roles.security-reviewer", "reporter/1"));

  @AfterEach
  void close() {
    gitlab.close();
  }

  @Test
  void aCustomRoleStandsJustAboveTheLevelItIsMadeFrom() {
    assertThat(gitlab.connector().descriptor().scopes().get(0).roles())
        .containsSubsequence("reporter", "security-reviewer", "developer");
  }

  @Test
  void aCustomRoleIsGrantedChangedAndRevoked() throws ToolException {
    assertThat(gitlab.grant("acme", "security-reviewer")).isInstanceOf(Applied.Done.class);
    assertThat(gitlab.roles("acme"))
        .extracting(ObservedRole::role)
        .containsExactly("security-reviewer");
    assertThat(custom()).hasValue(1L);

    gitlab.apply(new Change.ChangeRole("acme", "security-reviewer", "reporter", Optional.empty()));
    assertThat(gitlab.roles("acme")).extracting(ObservedRole::role).containsExactly("reporter");
    assertThat(custom()).isEmpty();

    gitlab.apply(new Change.ChangeRole("acme", "reporter", "security-reviewer", Optional.empty()));
    assertThat(gitlab.apply(new Change.Revoke("acme", "reporter")))
        .isInstanceOf(Applied.Conflict.class);
    assertThat(gitlab.apply(new Change.Revoke("acme", "security-reviewer")))
        .isInstanceOf(Applied.Done.class);
  }

  @Test
  void aCustomRoleStaysWhenOnlyItsEndChanges() throws ToolException {
    LocalDate soon = LocalDate.now(ZoneOffset.UTC).plusDays(9);
    gitlab.grant("acme", "security-reviewer");

    gitlab.apply(
        new Change.ChangeRole("acme", "security-reviewer", "security-reviewer", Optional.of(soon)));

    assertThat(custom()).hasValue(1L);
  }

  @Test
  void aGroupThatSamlWritesToIsNamedOnceItIsInUse() throws ToolException {
    gitlab.tool().linkToSamlByHand("acme");
    assertThat(gitlab.connector().check().syncedByOthers()).isEmpty();

    gitlab.observe("acme", "acme/web");

    assertThat(gitlab.connector().check().syncedByOthers())
        .isEqualTo(Map.of("acme", "SAML group sync"));
  }

  @Test
  void aRoleThatIsNotWrittenAsBaseAndIdIsSaidSo() {
    assertThatThrownBy(() -> new Roles(Map.of("custom-roles.x", "12")))
        .hasMessageContaining("reporter/12");
    assertThatThrownBy(() -> new Roles(Map.of("custom-roles.owner", "owner/12")))
        .hasMessageContaining("a name of its own");
  }

  @Test
  void removalsAreLimitedAsGitLabDoesUnlessItsAdministratorSetAnotherNumber() {
    GitLabConnectorType type = new GitLabConnectorType();

    assertThat(type.limits(Map.of()).apart()).hasSize(1);
    assertThat(type.limits(Map.of("removals-per-minute", "0")).apart()).isEmpty();
    assertThat(type.limits(Map.of("removals-per-minute", "6")).apart().values())
        .containsExactly(new CallLimits.Limit(6, 6));
    assertThatThrownBy(() -> type.limits(Map.of("removals-per-minute", "few")))
        .hasMessageContaining("a number");
  }

  private Optional<Long> custom() {
    return gitlab.tool().member("acme", "ada").map(GitlabMember::memberRoleId);
  }
}

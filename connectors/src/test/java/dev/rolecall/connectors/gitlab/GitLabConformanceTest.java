package dev.rolecall.connectors.gitlab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** All conversations once more, and then whether each known deviation was met. */
class GitLabConformanceTest {

  @BeforeAll
  static void withTheDescription() {
    assumeTrue(
        GitLabConformance.PUBLISHED.isThere(),
        "GitLab's published description is not there: see -Drolecall.specs");
  }

  @AfterAll
  static void everyKnownDeviationWasMet() {
    GitLabConformance.PUBLISHED.everythingKnownStillShows();
  }

  @Nested
  class Contract extends GitLabContractTest {}

  @Nested
  class Memberships extends GitLabMembershipTest {}

  @Nested
  class Invitations extends GitLabInvitationTest {}

  @Nested
  class Accounts extends GitLabAccountTest {}

  @Nested
  class Roles extends GitLabRolesTest {}

  @Nested
  class GitLabCom extends GitLabComTest {}
}

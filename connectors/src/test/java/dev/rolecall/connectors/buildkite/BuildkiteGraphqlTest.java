package dev.rolecall.connectors.buildkite;

import static dev.rolecall.connectors.buildkite.OneBuildkite.ADA;
import static dev.rolecall.connectors.buildkite.OneBuildkite.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.sandbox.http.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildkiteGraphqlTest {
  private final OneBuildkite buildkite = OneBuildkite.withGraphql();

  @AfterEach
  void close() {
    buildkite.close();
  }

  @Test
  void aMemberIsFoundInOneCallWithoutTheList() throws ToolException {
    buildkite.tool().setMemberByHand(ADA, "admin");

    assertThat(buildkite.observe().account()).isPresent();
    assertThat(buildkite.observe().foundBy()).hasValue("email");

    assertThat(buildkite.tool().requests())
        .hasSize(2)
        .allMatch(request -> request.path().equals("/v1"));
  }

  @Test
  void aLeaversTokensLoseTheOrganizationBeforeTheLeaverDoes() {
    buildkite.tool().setMemberByHand(ADA, "member");
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      tokens.add(buildkite.tool().createToken(i % 10 == 0 ? ADA : ROOT, null, "read_builds"));
    }

    assertThat(buildkite.apply(new Change.RevokeCredentials())).isInstanceOf(Applied.Done.class);
    assertThat(buildkite.apply(new Change.RevokeCredentials())).isInstanceOf(Applied.Already.class);

    for (int i = 0; i < 130; i++) {
      assertThat(buildkite.tool().tokenWorks(tokens.get(i))).isEqualTo(i % 10 != 0);
    }
    assertThat(buildkite.connector().descriptor().offboarding())
        .startsWith(OffboardingStep.REVOKE_CREDENTIALS, OffboardingStep.DELETE_ACCOUNT);
  }

  @Test
  void ourOwnTokensAreNeverRevoked() {
    assertThat(buildkite.connector().apply(OneBuildkite.whom(ROOT), new Change.RevokeCredentials()))
        .isInstanceOf(Applied.Refused.class);
  }

  @Test
  void anErrorWithStatus200IsNeverNone() {
    buildkite.fail(
        "POST", "/v1", Fault.respond(200, "{\"data\":null,\"errors\":[{\"message\":\"Nope\"}]}"));
    assertThat(catchThrowableOfType(ToolException.class, () -> buildkite.observe()).kind())
        .isEqualTo(ToolException.Kind.UNEXPECTED);
    buildkite.fail(
        "POST",
        "/v1",
        Fault.respond(
            200, "{\"errors\":[{\"message\":\"Buildkite is currently busy, please try again\"}]}"));
    assertThat(catchThrowableOfType(ToolException.class, () -> buildkite.observe()).kind())
        .isEqualTo(ToolException.Kind.UNAVAILABLE);
    buildkite.fail("POST", "/v1", Fault.respond(200, "{\"data\":{\"organization\":null}}"));
    assertThat(catchThrowableOfType(ToolException.class, () -> buildkite.observe()).kind())
        .isEqualTo(ToolException.Kind.UNEXPECTED);
  }

  @Test
  void samlThatMayOverwriteIsNamed() throws ToolException {
    assertThat(buildkite.connector().check().syncedByOthers()).isEmpty();

    try (OneBuildkite saml =
        new OneBuildkite(OneBuildkite.graphqlSeed().withSso(), Map.of("graphql", "true"))) {
      assertThat(saml.connector().check().problems()).isEmpty();
      assertThat(saml.connector().check().syncedByOthers()).containsOnlyKeys("org", "team:{}");
    }
  }
}

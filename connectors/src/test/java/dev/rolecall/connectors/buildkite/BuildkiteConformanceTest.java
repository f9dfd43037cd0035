package dev.rolecall.connectors.buildkite;

import static dev.rolecall.connectors.buildkite.OneBuildkite.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.HttpCaller.TokenHeader;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.buildkite.Buildkite;
import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the connector asks by GraphQL, and what the simulator answers, against the schema. */
class BuildkiteConformanceTest {
  private static final String FILE = "buildkite-schema.graphql";

  /** Set before every test, or the tests are skipped. */
  private static @Nullable GraphQLSchema schema;

  private static @Nullable Sandbox sandbox;

  @BeforeAll
  static void readTheSchema() throws IOException {
    Path file = folder().resolve(FILE);
    assumeTrue(
        Files.isRegularFile(file),
        "Buildkite's published schema is not here: name the folder of "
            + FILE
            + " with -Drolecall.specs=FOLDER to compare with it");
    schema =
        UnExecutableSchemaGenerator.makeUnExecutableSchema(
            new SchemaParser().parse(Files.readString(file)));
    sandbox =
        Sandbox.start(
            List.of(SimulatorSpec.buildkite("buildkite", 0, OneBuildkite.graphqlSeed().withSso())));
    Buildkite tool = sandbox.tool("buildkite", Buildkite.class);
    tool.setMemberByHand(ADA, "member");
    tool.createToken(ADA, null, "read_builds");
  }

  @AfterAll
  static void close() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  static List<String> documents() {
    return List.of(
        Graphql.MEMBER_BY_EMAIL,
        Graphql.ACCESS_TOKENS,
        Graphql.SSO_PROVIDERS,
        Graphql.REVOKE_ACCESS_TOKEN);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theSchemaAllowsEveryDocument(String document) {
    assertThat(
            ParseAndValidate.parseAndValidate(
                    schema(), ExecutionInput.newExecutionInput(document).build())
                .getErrors())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theSimulatorAnswersInTheShapeOfTheSchema(String document) throws ToolException {
    try (HttpCaller caller = new HttpCaller(settings(), "", TokenHeader.BEARER)) {
      JsonNode ids = send(caller, Graphql.ACCESS_TOKENS, variables()).path("organization");
      ObjectNode variables = variables();
      variables.put("email", ADA);
      if (document.equals(Graphql.REVOKE_ACCESS_TOKEN)) {
        variables.put("organization", ids.path("id").asText());
        variables.put("token", tokenOf(ids));
      }

      JsonNode data = send(caller, document, variables);

      assertThat(new GraphqlShape(schema()).problems(document, data)).isEmpty();
      assertThat(data.toString()).doesNotContain("[]");
    }
  }

  /** What the comparison is worth: it finds what is wrong. */
  @Test
  void aWrongAnswerIsFound() throws ToolException {
    JsonNode wrong = HttpCaller.object().set("organization", HttpCaller.object().put("x", 1));
    assertThat(new GraphqlShape(schema()).problems(Graphql.ACCESS_TOKENS, wrong))
        .contains("data.organization.id is missing", "data.organization.x was not asked for");
  }

  @Test
  void theConnectorSendsTheseDocumentsAndNoOther() throws ToolException {
    try (OneBuildkite one = OneBuildkite.withGraphql()) {
      one.tool().setMemberByHand(ADA, "member");
      one.tool().createToken(ADA, null, "read_builds");
      one.connector().check();
      assertThat(one.apply(new Change.RevokeCredentials())).isInstanceOf(Applied.Done.class);
      assertThat(one.requests("POST", "/v1")).isGreaterThanOrEqualTo(4);
    }
  }

  /** The first is the one that these tests work with. */
  private static String tokenOf(JsonNode organization) {
    return organization.path("apiAccessTokens").path("edges").path(1).path("node").path("id").asText();
  }

  private static JsonNode send(HttpCaller caller, String document, ObjectNode variables)
      throws ToolException {
    JsonNode answer =
        caller.read(
            Request.post("/v1")
                .sending(HttpCaller.object().put("query", document).set("variables", variables)));
    assertThat(answer.path("errors").isMissingNode()).isTrue();
    return answer.path("data");
  }

  private static ObjectNode variables() {
    return HttpCaller.object().put("organization", "acme");
  }

  private static ToolSettings settings() {
    if (sandbox == null) {
      throw new AssertionError("not started");
    }
    return new ToolSettings(
        "buildkite",
        sandbox.url("buildkite"),
        () -> OneBuildkite.TOKEN,
        Map.of(),
        Duration.ofSeconds(5));
  }

  private static GraphQLSchema schema() {
    if (schema == null) {
      throw new AssertionError("not read");
    }
    return schema;
  }

  /** The property, else {@code shared/specs} beside the repository; tests run in their module. */
  private static Path folder() {
    String configured = System.getProperty("rolecall.specs", "");
    return configured.isEmpty() ? Path.of("../../shared/specs") : Path.of(configured);
  }
}

package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One letter in a policy, in a company of one. */
class MistypedTemplateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String POLICY =
      """
      version: 1
      policy: teams
      control:
        gitlab: { mode: enforce, manage: [payments], protect: [root] }
      rules:
        - id: gitlab-by-convention
          groups: "gitlab:{scope}:{role=guest|developer}"
          grant: { gitlab: { "{scope}": "{role}" } }
      """;

  @TempDir Path folder;

  @Test
  void aMistypedTemplateIsHeldAndNobodyLosesAnything() throws Exception {
    JsonNode given = Yaml.read("gitlab: { groups: [payments] }\npolicy: {}\n");
    try (Installation installation = Installation.start(folder, given)) {
      assertThat(publish(installation, POLICY).path("changed").asBoolean()).isTrue();
      String ada =
          created(
              installation,
              "/Users",
              "\"userName\": \"ada@acme.example\", \"active\": true, \"emails\": [{\"value\": \"ada@acme.example\", \"primary\": true}]");
      created(
          installation,
          "/Groups",
          "\"displayName\": \"gitlab:payments:developer\", \"members\": [{\"value\": \"%s\"}]"
              .formatted(ada));
      await()
          .atMost(PATIENCE)
          .until(() -> isMember(installation) && who(installation).contains("\"account\":\"ada\""));

      JsonNode held = publish(installation, POLICY.replace("gitlab:{", "gitlb:{"));

      assertThat(held.path("changed").asBoolean(true)).isFalse();
      assertThat(held.path("hold").asText()).matches("policy\\.[0-9a-f]{8}");
      assertThat(held.path("detail").asText())
          .contains("gitlab-by-convention", "a.yaml:6", "1 person would lose 1 role in gitlab");
      assertThat(held.path("remedy").asText()).startsWith("did you mean 'gitlab:{scope}");
      JsonNode again = publish(installation, POLICY.replace("gitlab:{", "gitlb:{"));
      assertThat(again.path("hold")).isEqualTo(held.path("hold"));

      JsonNode old = publish(installation, POLICY);
      assertThat(old.path("changed").asBoolean(true)).isFalse();
      assertThat(old.has("hold")).isFalse();
      assertThat(isMember(installation)).isTrue();
    }
  }

  /** Also the console has heard of it. */
  private static String who(Installation installation) {
    return installation.operator().get("/who?tool=gitlab").body().toString();
  }

  private static boolean isMember(Installation installation) {
    return installation.gitlab().members("payments").stream()
        .map(GitlabMember::username)
        .anyMatch("ada"::equals);
  }

  private static JsonNode publish(Installation installation, String policy) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("files").addObject().put("path", "a.yaml").put("content", policy);
    Client.Answer answer = installation.operator().send("POST", "/policy", body.toString());
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String created(Installation installation, String resource, String attributes) {
    Client.Answer answer =
        installation.scim(Installation.DIRECTORY).send("POST", resource, "{" + attributes + "}");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().path("id").asText();
  }
}

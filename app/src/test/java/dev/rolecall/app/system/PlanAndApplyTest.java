package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy on its way into force, with the commands that an operator types. */
class PlanAndApplyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String POLICY =
      """
      version: 1
      policy: payments
      control:
        gitlab: { mode: enforce, manage: [payments] }
      rules:
        - id: payments-team
          groups: payments
          grant: { gitlab: { payments: developer } }
      """;

  @TempDir Path folder;

  @Test
  void aPlanIsDoneAsItWasSeenOrNotAtAll() throws Exception {
    Path policies = Files.createDirectories(folder.resolve("mine"));
    Path plan = folder.resolve("plan.json");
    Files.writeString(policies.resolve("payments.yaml"), POLICY);
    JsonNode given = Yaml.read("gitlab: { groups: [payments] }\npolicy: {}\n");
    try (Installation installation = Installation.start(folder, given)) {
      announce(installation);
      String group = group(installation, join(installation, "ada"));
      awaitGranted(installation, 1);

      Ended seen = rolecall("policy", "plan", policies.toString(), "--out", plan.toString());
      assertThat(seen.code()).as(seen.said()).isEqualTo(2);
      assertThat(seen.said())
          .contains("mode observe → enforce", "not committed")
          .containsPattern(
              "\\+ +ada@acme.example +payments +developer +payments-team payments.yaml:6");

      add(installation, group, join(installation, "grace"));
      awaitGranted(installation, 2);
      Ended stale = rolecall("policy", "apply", plan.toString());
      assertThat(stale.code()).as(stale.said()).isNotZero();
      assertThat(stale.code()).as(stale.said()).isEqualTo(1);
      assertThat(stale.said())
          .contains(
              "the directory has moved", "gitlab: +1 ~0 -0 planned, +2 ~0 -0 now", "plan again");
      assertThat(installation.gitlab().members("payments"))
          .extracting(GitlabMember::username)
          .doesNotContain("ada");

      assertThat(rolecall("policy", "plan", policies.toString(), "--out", plan.toString()).code())
          .isEqualTo(2);
      Ended applied = rolecall("policy", "apply", plan.toString());
      assertThat(applied.code()).as(applied.said()).isZero();
      assertThat(applied.said()).contains("published");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(installation.gitlab().members("payments"))
                  .extracting(GitlabMember::username)
                  .contains("ada", "grace"));
      awaitOutcome(installation, "unchanged");

      Ended again = rolecall("policy", "plan", policies.toString());
      assertThat(again.code()).as(again.said()).isZero();
      assertThat(again.said()).contains("no change");
    }
  }

  private record Ended(int code, String said) {}

  private Ended rolecall(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = folder.resolve("rolecall.yaml").toString();
    try (ServiceProcess process = ServiceProcess.start(folder.resolve("command.log"), all)) {
      return new Ended(process.awaitEnd(), process.said());
    }
  }

  /** As a service does for its own user, without touching the home folder of who runs tests. */
  private void announce(Installation installation) throws IOException {
    ObjectNode instance = JsonNodeFactory.instance.objectNode();
    instance.put("url", installation.all().operator().url().toString());
    instance.put("token", installation.all().operator().token());
    Files.writeString(folder.resolve("data/operator.json"), instance.toString());
  }

  private void awaitGranted(Installation installation, long granted) {
    await()
        .atMost(PATIENCE)
        .until(() -> tool(planned(installation), "gitlab").path("granted").asLong() == granted);
  }

  private void awaitOutcome(Installation installation, String outcome) {
    await()
        .atMost(PATIENCE)
        .until(() -> planned(installation).path("outcome").asText().equals(outcome));
  }

  private static JsonNode planned(Installation installation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("files").addObject().put("path", "payments.yaml").put("content", POLICY);
    String id =
        installation
            .operator()
            .send("POST", "/policy/plans", body.toString())
            .body()
            .path("id")
            .asText();
    return installation.operator().get("/policy/plans?wait=10&id=" + id).body();
  }

  private static JsonNode tool(JsonNode plan, String name) {
    for (JsonNode tool : plan.path("tools")) {
      if (tool.path("tool").asText().equals(name)) {
        return tool;
      }
    }
    return plan.path("tools").path(-1);
  }

  private static String join(Installation installation, String name) {
    Client.Answer answer =
        scim(installation)
            .send(
                "POST",
                "/Users",
                """
                {"userName": "%s@acme.example", "active": true,
                 "emails": [{"value": "%s@acme.example", "primary": true}]}
                """
                    .formatted(name, name));
    assertThat(answer.status()).isEqualTo(201);
    return answer.body().path("id").asText();
  }

  private static String group(Installation installation, String member) {
    Client.Answer answer =
        scim(installation)
            .send(
                "POST",
                "/Groups",
                "{\"displayName\": \"payments\", \"members\": [{\"value\": \"%s\"}]}"
                    .formatted(member));
    assertThat(answer.status()).isEqualTo(201);
    return answer.body().path("id").asText();
  }

  private static void add(Installation installation, String group, String member) {
    String patch =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [{"op": "add", "path": "members", "value": [{"value": "%s"}]}]}
        """
            .formatted(member);
    assertThat(scim(installation).send("PATCH", "/Groups/" + group, patch).status())
        .isBetween(200, 204);
  }

  private static Client scim(Installation installation) {
    return installation.scim(Installation.DIRECTORY);
  }
}

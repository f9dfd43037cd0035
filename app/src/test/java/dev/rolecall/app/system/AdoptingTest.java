package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.AllInOne;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import dev.rolecall.service.config.ConfigFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The path of docs/adopting.md, walked once: observe, draft, additive, take over, enforce. With
 * {@code -Drolecall.adopting=full} 3,000 people and 8,000 roles that were given by hand.
 */
class AdoptingTest {

  private static final boolean FULL = System.getProperty("rolecall.adopting", "").equals("full");
  private static final OldCompany COMPANY = new OldCompany(FULL ? 100 : 10);
  private static final Duration PATIENCE = Duration.ofSeconds(FULL ? 240 : 60);

  private static final String DRAFT = "{\"share\": 90}";

  @TempDir private Path folder;

  @Test
  void aCompanyIsTakenOverWithoutOneSurprisingRemoval() throws Exception {
    Path policies = Files.createDirectories(folder.resolve("policies"));
    policy("observe");
    try (Sandbox sandbox =
            Sandbox.start(
                List.of(
                    SimulatorSpec.drone(
                        "drone", 0, DroneSeed.withAdmin("drone-admin", "drone-token")),
                    SimulatorSpec.gitlab("gitlab", 0, COMPANY.seed())));
        AllInOne all = started(sandbox);
        Writes writes = new Writes(sandbox.tool("gitlab").journal())) {
      Client operator =
          new Client(URI.create(all.operator().url() + "/api/v1"), all.operator().token())
              .waiting(PATIENCE);
      Client scim = new Client(all.scim(), Installation.token(Installation.DIRECTORY));
      Installation.confirmDirectories(operator);
      Map<String, String> ids = COMPANY.join(scim);
      Map<String, Integer> before = held(sandbox);

      whoseAccountsTheyAreIsTold(operator, policies);
      JsonNode draft = aDraftExplainsWhatIsHeld(operator, policies);
      theDraftTakesNothingAndMissesWhatItWouldGive(operator, draft.path("gained").asInt());
      assertThat(writes.all()).as("writes while it observes").isEmpty();

      whatIsMissingIsGiven(operator, policies, writes);
      assertThat(held(sandbox)).containsAllEntriesOf(before);

      writes.forget();
      whatRulesExplainIsTakenOver(operator);
      nothingIsTakenBecauseOfTheModeAlone(operator, policies);
      assertThat(held(sandbox)).containsAllEntriesOf(before);
      // An exception that is ours ends in GitLab by itself; nothing else is written.
      int exceptions = draft.path("byExceptions").asInt();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(writes.all()).hasSizeGreaterThanOrEqualTo(exceptions));
      assertThat(writes.all())
          .hasSize(exceptions)
          .allMatch(call -> call.matches("PUT /api/v4/(groups|projects)/[^/]+/members/\\d+"));
      writes.forget();

      onlyWhatTheRulesGaveGoesWithAMover(scim, ids, sandbox, writes);
    }
  }

  private AllInOne started(Sandbox sandbox) throws IOException, InterruptedException {
    String usual = Installation.configuration(folder, sandbox);
    String byLogin =
        usual.replace(
            "account: { find: [email], create-as",
            "account: { find: [userName|before-at], create-as");
    assertThat(byLogin).isNotEqualTo(usual);
    Path config = Files.writeString(folder.resolve("rolecall.yaml"), byLogin);
    return AllInOne.start(ConfigFile.read(config, Map.of()));
  }

  private void policy(String mode) throws IOException {
    Files.writeString(
        folder.resolve("policies").resolve("gitlab.yaml"),
        """
        version: 1
        policy: gitlab
        control: { gitlab: { mode: %s, manage: [%s] } }
        """
            .formatted(mode, String.join(", ", COMPANY.places())));
  }

  /** Every direct role in the tool: "place login" → level. */
  private static Map<String, Integer> held(Sandbox sandbox) {
    Map<String, Integer> held = new TreeMap<>();
    for (String place : COMPANY.places()) {
      for (GitlabMember member : sandbox.gitlab("gitlab").members(place)) {
        held.put(place + " " + member.username(), member.accessLevel());
      }
    }
    return held;
  }

  private static void whoseAccountsTheyAreIsTold(Client operator, Path policies) {
    Installation.publish(policies, operator);
    int left = COMPANY.leavers().size();
    int accounts =
        COMPANY.people()
            - COMPANY.newcomers().size()
            + COMPANY.strangers()
            + COMPANY.bots()
            + COMPANY.twins();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() ->
            assertThat(adoption(operator).at("/counts/accounts").asInt()).isEqualTo(accounts));
    JsonNode report = adoption(operator);
    JsonNode counts = report.path("counts");
    assertThat(counts.path("matched").asInt())
        .isEqualTo(COMPANY.people() - COMPANY.newcomers().size() - left);
    assertThat(counts.path("ambiguous").asInt()).isEqualTo(COMPANY.twins());
    assertThat(counts.path("bots").asInt()).isEqualTo(COMPANY.bots());
    assertThat(counts.path("orphans").asInt()).isEqualTo(COMPANY.strangers() + left);
    assertThat(counts.path("unmatched").asInt()).isEqualTo(COMPANY.newcomers().size());
    assertThat(report.path("accounts").findValuesAsText("login"))
        .contains("twin-0", "old-0", "group_0_bot_ab12")
        .doesNotContain(OldCompany.name(0, 0));
  }

  private static JsonNode adoption(Client operator) {
    return operator.get("/tools/gitlab/adoption").body();
  }

  /** What it covers. */
  private static JsonNode aDraftExplainsWhatIsHeld(Client operator, Path policies)
      throws IOException {
    Client.Answer answer = operator.send("POST", "/tools/gitlab/draft", DRAFT);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    JsonNode coverage = answer.body().path("coverage");
    int observed = coverage.path("observed").asInt();
    assertThat(answer.body().path("problems")).isEmpty();
    assertThat(coverage.path("byRules").asInt()).isGreaterThan(observed * 9 / 10);
    assertThat(coverage.path("byExceptions").asInt()).isPositive();
    assertThat(answer.body().path("leftOver").findValuesAsText("why"))
        .isNotEmpty()
        .containsOnly("person-left");
    for (JsonNode file : answer.body().path("files")) {
      Files.writeString(
          policies.resolve(file.path("path").asText()), file.path("content").asText());
    }
    JsonNode published = Installation.publish(policies, operator);
    assertThat(published.hasNonNull("hold")).as("%s", published).isFalse();
    return coverage;
  }

  private static void theDraftTakesNothingAndMissesWhatItWouldGive(Client operator, int gained) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          JsonNode tool = tool(operator);
          assertThat(tool.path("people").asInt())
              .isGreaterThanOrEqualTo(COMPANY.people() - COMPANY.leavers().size());
          assertThat(tool.path("waiting").asInt()).isZero();
        });
    JsonNode drift = drift(operator);
    assertThat(drift.at("/counts/missing").asInt()).as("%s", drift).isEqualTo(gained);
    assertThat(drift.path("reasons").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("ambiguous", "bot", "by-hand", "leaver", "orphan", "no-account");
  }

  private static JsonNode drift(Client operator) {
    Client.Answer answer = operator.get("/tools/gitlab/drift");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode tool(Client operator) {
    for (JsonNode tool : operator.get("/status").body().path("tools")) {
      if (tool.path("tool").asText().equals("gitlab")) {
        return tool;
      }
    }
    throw new AssertionError("no gitlab in the status");
  }

  private void whatIsMissingIsGiven(Client operator, Path policies, Writes writes)
      throws IOException {
    policy("additive");
    JsonNode published = Installation.publish(policies, operator);
    assertThat(published.hasNonNull("hold")).as("%s", published).isFalse();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(drift(operator).at("/counts/missing").asInt()).isZero());
    List<String> other = new ArrayList<>(writes.all());
    other.removeIf(call -> call.matches("POST /api/v4/(groups|projects)/[^/]+/members.*"));
    assertThat(other)
        .hasSize(COMPANY.newcomers().size())
        .allMatch(it -> it.matches("POST /api/v4/users.*"));
  }

  private void nothingIsTakenBecauseOfTheModeAlone(Client operator, Path policies)
      throws IOException {
    policy("enforce");
    JsonNode published = Installation.publish(policies, operator);
    assertThat(published.hasNonNull("hold")).as("%s", published).isFalse();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          JsonNode tool = tool(operator);
          assertThat(tool.path("mode").asText()).isEqualTo("enforce");
          assertThat(tool.path("waiting").asInt()).isZero();
        });
  }

  private static void whatRulesExplainIsTakenOver(Client operator) {
    JsonNode plan = operator.get("/adoptions?tool=gitlab&explained=true").body();
    assertThat(plan.path("revoked").asInt()).isZero();
    assertThat(plan.path("roles").asInt()).isEqualTo(plan.path("explained").asInt()).isPositive();
    Client.Answer answer =
        operator.send(
            "POST",
            "/adoptions",
            "{\"tool\": \"gitlab\", \"explained\": true, \"digest\": \"%s\"}"
                .formatted(plan.path("digest").asText()));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          JsonNode reasons = drift(operator).path("reasons");
          assertThat(reasons.path("by-hand").asInt()).isZero();
          assertThat(reasons.path("adopted").asInt()).isEqualTo(plan.path("roles").asInt());
        });
  }

  /** What rules gave both goes with their team, wherever it came from; nothing else does. */
  private static void onlyWhatTheRulesGaveGoesWithAMover(
      Client scim, Map<String, String> ids, Sandbox sandbox, Writes writes) {
    Map<String, Integer> before = held(sandbox);
    List<String> movers = List.of(COMPANY.newcomers().getFirst(), OldCompany.name(0, 21));
    String group = "ci-" + OldCompany.place(0);
    for (String mover : movers) {
      Client.Answer answer =
          scim.send(
              "PATCH",
              "/Groups/" + ids.get(group),
              "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}]}"
                  .formatted(ids.get(mover + "@acme.example")));
      assertThat(answer.status()).as("%s", answer.body()).isIn(200, 204);
    }
    Map<String, Integer> after = new TreeMap<>(before);
    after.keySet().removeIf(cell -> movers.stream().anyMatch(it -> cell.endsWith(" " + it)));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(held(sandbox)).isEqualTo(after));
    assertThat(writes.all())
        .hasSize(before.size() - after.size())
        .allMatch(call -> call.startsWith("DELETE "));
  }
}

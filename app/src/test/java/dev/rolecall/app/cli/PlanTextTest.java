package dev.rolecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.app.UserError;
import dev.rolecall.app.policy.PolicyFolder;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTextTest {

  private static final List<PolicyFile> FILES =
      List.of(new PolicyFile("rules/a.yaml", "version: 1\n"));

  private static final PolicyFolder FOLDER = new PolicyFolder(FILES, Optional.of("c".repeat(40)));

  @Test
  void aPlanReadsAsATableWithSamplesAndHolds() throws IOException {
    assertThat(text(held()))
        .contains(
            "bundle dddddddddddd, commit cccccccccccc, against version 7 (eeeeeeeeeeee): 812 people",
            "gitlab  enforce                   610   1  1  21  22      20        about 90",
            "drone   observe: nothing is done  3     0  0  0   0       0         about 0",
            "mode additive → enforce",
            "-  ada@acme.example    acme      owner                                     was admins a.yaml:3",
            "~  linus@acme.example  pay/core  guest → owner until 2026-12-01T00:00:00Z  team b.yaml:9",
            "  and 21 more",
            "note   2 people should have roles in gitlab",
            "finding a.yaml:3 admins: gitlab has no scope 'x:y' (did you mean 'x'?); 4 people",
            "HELD   would revoke or lower 21 of 610 roles in gitlab",
            "       split the change");
  }

  @Test
  void noChangeIsOneLine() throws IOException {
    ObjectNode plan = held();
    plan.put("outcome", "unchanged");
    plan.putArray("holds");
    plan.remove("inForce");

    assertThat(text(plan)).contains("against nothing: no policy is in force", "no change");
    assertThat(text(plan)).doesNotContain("TOOL");
    assertThat(PlanMarkdown.of(plan)).startsWith("### Rolecall: no change\n").doesNotContain("| Tool");
  }

  @Test
  void aCommentHasOneTableAndTheRestFolded() throws IOException {
    assertThat(PlanMarkdown.of(held()))
        .startsWith("### Rolecall: 1 granted, 1 changed, 21 revoked, 22 people\n")
        .contains(
            "> **Would be held:** would revoke or lower 21 of 610 roles in gitlab",
            "| `gitlab` | enforce | 610 | 1 | 1 | 21 | 22 | 20 | 90 |",
            "- `gitlab`: mode additive → enforce",
            "<details><summary>",
            "| - | `ada@acme.example` | `gitlab` | `acme` | owner | was admins a.yaml:3 |",
            "and 21 more",
            "</details>");
  }

  @Test
  void namesThatPeopleChooseStayText() throws IOException {
    ObjectNode plan = held();
    ObjectNode sample = (ObjectNode) plan.path("tools").path(0).path("samples").path(0);
    sample.put("userName", "a`|\n<img src=x>@team");
    sample.put("from", "<b>|owner");

    assertThat(PlanMarkdown.of(plan))
        .contains("| - | `a'\\| <img src=x>@team` | `gitlab` | `acme` | &lt;b&gt;\\|owner |");
  }

  @Test
  void aPlanFileIsReadAsItWasWrittenAndNotOtherwise(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("plan.json");
    PlanFile.of(FOLDER, of(FILES)).write(file);

    PlanFile read = PlanFile.read(file);

    JsonNode request = read.request();
    assertThat(request.path("commit").asText()).isEqualTo("c".repeat(40));
    assertThat(request.path("files").path(0).path("path").asText()).isEqualTo("rules/a.yaml");
    assertThat(request.path("plan").path("digest").asText()).isEqualTo("f".repeat(64));
    assertThat(request.path("plan").path("version").asLong()).isEqualTo(7);
    assertThat(request.path("plan").path("counts").path("gitlab").path("revoked").asLong())
        .isEqualTo(21);
    assertThat(read.holds()).hasSize(1);
    assertThat(Files.readString(file)).doesNotContain("acme.example");

    Files.writeString(file, Files.readString(file).replace("version: 1", "version: 2"));
    assertThatThrownBy(() -> PlanFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("plan again");
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> PlanFile.read(file)).isInstanceOf(UserError.class);
  }

  private static JsonNode of(List<PolicyFile> files) throws IOException {
    ObjectNode plan = held();
    ((ObjectNode) plan.path("bundle")).put("digest", Policies.digest(files));
    return plan;
  }

  private static String text(JsonNode plan) {
    StringWriter text = new StringWriter();
    new PlanText(new PrintWriter(text)).print(plan, FOLDER.commit());
    return text.toString();
  }

  /** As the console answers. */
  private static ObjectNode held() throws IOException {
    String json =
        """
        {"state": "done", "outcome": "held", "digest": "%s", "at": "2026-11-20T12:00:00Z",
         "bundle": {"digest": "%s"}, "version": 7,
         "inForce": {"version": 7, "digest": "%s", "publishedAt": "2026-11-19T12:00:00Z"},
         "people": 812, "touched": 22, "incomplete": 0,
         "tools": [
          {"tool": "gitlab", "mode": "enforce", "held": 610, "granted": 1, "changed": 1,
           "lowered": 0, "revoked": 21, "people": 22, "losingAll": 20, "withoutAccount": 2,
           "calls": 90,
           "settings": {"from": "additive", "to": "enforce", "managed": [], "released": [],
             "protected": [], "unprotected": []},
           "samples": [
            {"kind": "revoked", "userName": "ada@acme.example", "scope": "acme", "from": "owner",
             "to": null, "gave": [{"rule": "admins", "file": "a.yaml", "line": 3}], "gives": []},
            {"kind": "changed", "userName": "linus@acme.example", "scope": "pay/core",
             "from": "guest", "to": "owner", "endsThen": "2026-12-01T00:00:00Z", "gave": [],
             "gives": [{"rule": "team", "file": "b.yaml", "line": 9}]}]},
          {"tool": "drone", "mode": "observe", "held": 3, "granted": 0, "changed": 0,
           "lowered": 0, "revoked": 0, "people": 0, "losingAll": 0, "withoutAccount": 0,
           "calls": 0, "samples": []}],
         "holds": [{"cause": "policy_change", "tool": "gitlab", "scope": null,
           "message": "would revoke or lower 21 of 610 roles in gitlab", "remedy": "split the change"}],
         "findingsTotal": 4,
         "findings": [{"rule": "admins", "file": "a.yaml", "line": 3, "kind": "unknown_scope",
           "message": "gitlab has no scope 'x:y'", "remedy": "did you mean 'x'?", "people": 4}],
         "warnings": []}
        """
            .formatted("f".repeat(64), "d".repeat(64), "e".repeat(64));
    return (ObjectNode) new ObjectMapper().readTree(json);
  }
}

package dev.rolecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WhyTextTest {

  private static final String PERSON =
      """
      "person": {"userName": "ada@acme.example", "directory": "acme", "active": true,
        "groups": [{"name": "core", "type": "direct"}]}
      """;

  private static final String VOICES =
      """
      "policy": {"digest": "0123456789abcdef", "commit": null, "publishedAt": "2026-11-01T10:00:00Z"},
      "voices": [
        {"kind": "rule", "tool": "gitlab", "scope": "pay", "role": "developer", "fate": "lowered",
         "reason": {"rule": "leads", "file": "a.yaml", "line": 4, "group": "core",
           "memberSince": "2026-10-01T10:00:00Z", "via": ["team"],
           "lowered": {"from": "maintainer", "rule": "contractors", "file": "b.yaml", "line": 2}},
         "by": {"rule": "contractors", "file": "b.yaml", "line": 2}, "from": null, "until": "2026-12-02T10:00:00Z"},
        {"kind": "temporary", "tool": "gitlab", "scope": "web", "role": "owner", "fate": "over",
         "reason": {"rule": "INC-1", "file": "c.yaml", "line": 9}, "until": "2026-10-02T10:00:00Z"},
        {"kind": "cap", "tool": null, "scope": null, "role": null, "fate": "against",
         "reason": {"rule": "contractors", "file": "b.yaml", "line": 2}},
        {"kind": "rule", "tool": null, "scope": null, "role": null, "fate": "not_meant",
         "reason": {"rule": "seniors", "file": "a.yaml", "line": 8, "group": "core"},
         "detail": "'when' does not hold"},
        {"kind": "rule", "tool": null, "scope": null, "role": null, "fate": "not_meant",
         "reason": {"rule": "engineers", "file": "a.yaml", "line": 12}, "detail": "no"}],
      "nearMisses": [{"group": "gitlab:pay:owmer", "meant": "gitlab:pay:owner", "rule": "convention",
        "file": "a.yaml", "line": 1}]
      """;

  @Test
  void everyRuleIsTold() {
    String text = all("\"at\": \"2026-11-20T12:00:00Z\", \"seen\": \"now\", " + VOICES);

    assertThat(text.lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .anySatisfy(line ->
            assertThat(line)
                .startsWith(
                    "gitlab | pay | developer | lowered from maintainer by contractors (b.yaml:2)"
                        + " until 2026-12-02")
                .contains("| leads (a.yaml:4) | via team > core since 2026-10-01"))
        .anySatisfy(
            line -> assertThat(line).startsWith("gitlab | web | owner | over since 2026-10-02"));
    assertThat(text)
        .contains(
            "policy 0123456789ab, published 2026-11-01",
            "speak against:",
            "  cap contractors (b.yaml:2): speaks against",
            "do not mean this person, though a group matches:",
            "  rule seniors (a.yaml:8), group core: does not mean this person: 'when' does not hold",
            "1 more ask for other attributes",
            "  gitlab:pay:owmer is nearly gitlab:pay:owner of convention (a.yaml:1)")
        .doesNotContain("engineers", "decided up to");
  }

  @Test
  void aLookBackSaysWhatItSeesAndWhatWasTrue() {
    String text =
        all(
            """
            "at": "2026-10-20T12:00:00Z", "seen": "back", "policy": null, "voices": [],
            "nearMisses": [],
            "decided": [{"tool": "gitlab", "at": "2026-10-19T12:00:00Z",
              "roles": [{"scope": "pay", "role": "owner"}],
              "reasons": [{"rule": "old", "file": "a.yaml", "line": 3}],
              "cause": {"request": "PATCH /scim/v2/Groups/g-1"}}]
            """);

    assertThat(text)
        .contains(
            "today's groups, attributes and policy, looked at from 2026-10-20",
            "no policy is in force",
            "no rule gives anything",
            "decided up to 2026-10-20",
            "  gitlab: pay:owner, decided 2026-10-19",
            "because of PATCH /scim/v2/Groups/g-1",
            "    rule old (a.yaml:3)");
  }

  @Test
  void nothingThatIsKnownOfThePastIsSaid() {
    String text =
        all(
            """
            "at": "2020-01-01T00:00:00Z", "seen": "back", "policy": null, "voices": [],
            "nearMisses": [], "decided": []
            """);

    assertThat(text).contains("nothing that is known here");
  }

  @Test
  void aLookAheadSaysThatItIsOne() {
    assertThat(all("\"at\": \"2027-10-20T12:00:00Z\", \"seen\": \"ahead\", " + VOICES))
        .contains("if nothing else changes");
  }

  @Test
  void aRoleHasItsEndAndTheCapThatLoweredIt() {
    StringWriter out = new StringWriter();
    WhyCommand.roles(
        new PrintWriter(out, true),
        json(
            """
            "roles": [{"tool": "gitlab", "scope": "pay", "role": "developer", "state": "converged",
              "ends": "2026-12-01T10:00:00Z", "cause": {"request": "x", "actor": "okta"},
              "reasons": [{"rule": "leads", "file": "a.yaml", "line": 4, "bundle": "d",
                "lowered": {"from": "maintainer", "rule": "contractors", "file": "b.yaml", "line": 2}}]}]
            """));

    assertThat(out.toString())
        .contains(
            "gitlab  pay  developer  until 2026-12-01",
            "rule leads  a.yaml:4  policy d, capped from maintainer by contractors (b.yaml:2)");
  }

  @Test
  void aMomentIsAskedForWithAllOnly() {
    StringWriter errors = new StringWriter();
    int code =
        new CommandLine(new WhyCommand())
            .setExecutionExceptionHandler((problem, command, parsed) -> {
              errors.append(problem.getMessage());
              return 2;
            })
            .execute("ada", "--at", "2026-09-01T08:00:00Z");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("--at goes with --all");
  }

  private static String all(String answer) {
    StringWriter out = new StringWriter();
    EveryVoice.print(new PrintWriter(out, true), json(answer));
    return out.toString();
  }

  private static JsonNode json(String answer) {
    try {
      return new ObjectMapper().readTree("{" + PERSON + "," + answer + "}");
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + answer, e);
    }
  }
}

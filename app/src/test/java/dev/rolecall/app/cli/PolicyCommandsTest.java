package dev.rolecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import picocli.CommandLine;

class PolicyCommandsTest {

  private static final String RULES =
      """
      version: 1
      policy: teams
      rules:
        - id: payments-team
          groups: team-payments
          grant:
            gitlab: { payments: developer }
            buildkite: { org: member, "team:payments": maintainer }
            drone: { server: user }
            jenkins: { "folder:payments/web": [read, build] }
      """;

  private static final String TESTS =
      """
      tests:
        - name: a member builds
          user: { userName: ana@acme.example, groups: [team-payments] }
          expect:
            buildkite: { org: member, "team:payments": maintainer }
            jenkins: { "folder:payments/web": [build, read] }
        - name: a member <only> reads & "more"
          user: { userName: ana@acme.example, groups: [team-payments] }
          expect: { gitlab: { payments: reporter, web: developer } }
      """;

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();

  @Test
  void checkReportsAllProblemsAtOnceAndCountsThem() throws IOException {
    write(
        "teams.yaml", RULES.replace("gitlab: { payments: developer }", "gitlab: { payments: x }"));
    write(
        "more.yaml",
        "version: 1\npolicy: more\nrules: [{ id: a, groups: b, grant: { ci: { a: b } } }]\n");

    assertThat(check()).isEqualTo(1);
    assertThat(out.toString().lines())
        .anySatisfy(line -> assertThat(line).startsWith("teams.yaml:7:").contains("no role 'x'"))
        .anySatisfy(line -> assertThat(line).contains("'ci' is not configured"))
        .last()
        .asString()
        .startsWith("not usable: 1 error, 1 warning");
  }

  @Test
  void checkSaysThatAPolicyIsUsable() throws IOException {
    write("teams.yaml", RULES);

    assertThat(check()).isZero();
    assertThat(out.toString()).startsWith("usable: 1 rule, digest ").hasLineCount(1);
  }

  @Test
  void toolsWhoseConnectorsComeLaterAreCheckedAlready() throws IOException {
    write("teams.yaml", RULES.replace("[read, build]", "[read, biuld]"));

    assertThat(check()).isEqualTo(1);
    assertThat(out.toString()).contains("jenkins has no role 'biuld'", "did you mean 'build'?");
  }

  @Test
  void whatIsOverIsSaidBecauseTheCommandHasAClock() throws IOException {
    write(
        "temporary.yaml",
        """
        version: 1
        policy: temporary
        temporary:
          - id: INC-1
            user: ana@acme.example
            from: 2026-09-01T08:00:00Z
            until: 2026-09-03T18:00:00Z
            grant: { gitlab: { payments: maintainer } }
        """);

    assertThat(checkAt("2026-09-03T17:59:59Z")).isZero();
    assertThat(out.toString()).doesNotContain("INC-1");
    assertThat(checkAt("2026-09-03T18:00:00Z")).isZero();
    assertThat(out.toString())
        .contains("temporary.yaml:4:1: warning: 'INC-1' was over", "; 1 warning");
  }

  private int checkAt(String now) {
    return run(new CommandLine(new PolicyCheck(InstantSource.fixed(Instant.parse(now)))));
  }

  @Test
  void problemsAreForProgramsToo() throws IOException {
    write("teams.yaml", RULES.replace("developer", "devloper"));

    assertThat(check("--json")).isEqualTo(1);
    JsonNode problem = json().path(0);
    assertThat(problem.path("file").asText()).isEqualTo("teams.yaml");
    assertThat(problem.path("line").asInt()).isEqualTo(7);
    assertThat(problem.path("column").asInt()).isEqualTo(27);
    assertThat(problem.path("severity").asText()).isEqualTo("error");
    assertThat(problem.path("message").asText()).contains("devloper");
    assertThat(problem.path("remedy").asText()).contains("did you mean 'developer'?");
  }

  @Test
  void aFailedTestSaysWhatCameOutAndWhichRuleGaveIt() throws IOException {
    write("teams.yaml", RULES + TESTS);

    assertThat(test()).isEqualTo(1);
    assertThat(out.toString().lines().map(String::strip))
        .containsSubsequence(
            "passed        a member builds",
            "FAILED        a member <only> reads & \"more\"",
            "teams.yaml:17",
            "gitlab payments: expected reporter, got developer",
            "developer by payments-team (teams.yaml:4), group team-payments",
            "gitlab web: expected developer, got nothing",
            "1 passed, 1 failed");
  }

  @Test
  void aFailedTestNamesTheCapThatLoweredARole() throws IOException {
    write("caps.yaml", CAPS + failing("gitlab: { payments: owner }"));

    assertThat(test()).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "gitlab payments: expected owner, got developer",
            "developer by leads (caps.yaml:4), group leads,"
                + " capped from maintainer by contractors (caps.yaml:7)");
  }

  @Test
  void aFailedTestNamesTheRuleThatTookAwayWhatWasExpected() throws IOException {
    write("caps.yaml", CAPS + failing("drone: { server: user }, circleci: { org: admin }"));

    assertThat(test()).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "drone server: expected user, got nothing",
            "rule leads (caps.yaml:4), group leads → user: denied by hold (caps.yaml:9)",
            "circleci org: expected admin, got nothing",
            "cap contractors (caps.yaml:7): speaks against",
            "rule others (caps.yaml:5), group leads: does not mean this person");
  }

  private static final String CAPS =
      """
      version: 1
      policy: caps
      rules:
        - { id: leads, groups: leads, grant: { gitlab: { payments: maintainer }, drone: { server: user } } }
        - { id: others, groups: leads, when: user.title == "x", grant: { circleci: { org: admin } } }
      caps:
        - { id: contractors, when: user.userType == "contractor", max: { gitlab: developer } }
      """;

  private static String failing(String expect) {
    return """
    denies:
      - { id: hold, groups: leads, from: drone }
    tests:
      - name: fails
        user: { userName: vic@vendor.example, userType: contractor, groups: [leads] }
        expect: { %s }
    """
        .formatted(expect);
  }

  @Test
  void aTestThatComparesNothingHasNotPassed() throws IOException {
    write("teams.yaml", RULES + TESTS.replace("gitlab: { payments", "gitlab-eu: { payments"));

    assertThat(test()).isZero();
    assertThat(out.toString())
        .contains("not compared  a member <only>", "1 passed, 0 failed, 1 not compared");
  }

  @Test
  void resultsAreForProgramsToo() throws IOException {
    write("teams.yaml", RULES + TESTS);

    assertThat(test("--json")).isEqualTo(1);
    JsonNode report = json();
    assertThat(report.path("problems")).isEmpty();
    assertThat(report.path("passed").asInt()).isEqualTo(1);
    assertThat(report.path("failed").asInt()).isEqualTo(1);
    JsonNode difference = report.at("/tests/1/differences/0");
    assertThat(difference.path("tool").asText()).isEqualTo("gitlab");
    assertThat(difference.path("expected").toString()).isEqualTo("[\"reporter\"]");
    assertThat(difference.at("/wrong/0/reasons/0/rule").asText()).isEqualTo("payments-team");
  }

  @Test
  void buildServersReadTheResultsAsJunits() throws Exception {
    write("teams.yaml", RULES + TESTS);
    write(
        "z.yaml",
        """
        version: 1
        policy: z
        tests:
          - { name: "odd \\x01 name", user: { userName: a }, expect: { nowhere: {} } }
        """);
    Path junit = folder.resolve("junit.xml");

    assertThat(test("--junit", junit.toString())).isEqualTo(1);

    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
    assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("3");
    assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    assertThat(elements(document, "testsuite")).hasSize(2);
    List<Element> cases = elements(document, "testcase");
    assertThat(cases.get(1).getAttribute("name")).isEqualTo("a member <only> reads & \"more\"");
    assertThat(cases.get(2).getAttribute("name")).isEqualTo("odd ? name");
    Element failure = elements(document, "failure").getFirst();
    assertThat(failure.getAttribute("message"))
        .startsWith("gitlab payments: expected reporter, got developer; gitlab web");
    assertThat(failure.getTextContent()).contains("payments-team (teams.yaml:4)");
    assertThat(elements(document, "skipped")).hasSize(1);
  }

  @Test
  void brokenPoliciesAreAFailedTestForBuildServers() throws Exception {
    write("teams.yaml", RULES.replace("developer", "devloper"));
    Path junit = folder.resolve("junit.xml");

    assertThat(test("--junit", junit.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("not usable: 1 error; no test was run");
    assertThat(Files.readString(junit)).contains("failures=\"1\"", "devloper");
  }

  @Test
  void toolsAreThoseOfTheConfigurationWithTheirFamilies() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("rolecall.config"),
            """
            directories: { acme: { tokens: [{ name: okta, sha256: "%s" }] } }
            tools:
              ci-1: { type: jenkins, family: controllers, url: "https://ci-1.acme.example", token: x, account: { find: [email] } }
            """
                .formatted("0".repeat(64)));
    write(
        "ci.yaml",
        """
        version: 1
        policy: ci
        rules:
          - { id: builds, groups: builders, grant: { ci-1: { "folder:web": [build] } } }
          - { id: drone, groups: builders, grant: { drone: { server: user } } }
        """);

    assertThat(check("--tools", config.toString())).isZero();
    assertThat(out.toString())
        .contains("'drone' is not configured")
        .doesNotContain("'ci-1' is not configured")
        .contains("; 1 warning");
  }

  @Test
  void editorsGetTheSchema() throws IOException {
    int code = new CommandLine(new PolicySchema()).setOut(new PrintWriter(out, true)).execute();

    assertThat(code).isZero();
    assertThat(json().path("properties").has("rules")).isTrue();
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  private int check(String... options) {
    return run(new CommandLine(new PolicyCheck()), options);
  }

  private int test(String... options) {
    return run(new CommandLine(new PolicyTesting()), options);
  }

  private int run(CommandLine command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    arguments.addAll(List.of(options));
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  private static List<Element> elements(Document document, String name) {
    List<Element> elements = new ArrayList<>();
    var found = document.getElementsByTagName(name);
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}

package dev.rolecall.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.service.config.ConfigFile.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigProblemsTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  private static final String DIRECTORIES =
      """
      directories:
        acme: { tokens: [{ name: okta, sha256: "%s" }] }
      """
          .formatted(HASH);

  @TempDir Path folder;

  @Test
  void everyProblemIsReportedAtOnceWithItsPath() {
    List<String> problems =
        problemsOf(
            """
            htpp: { port: 8080 }
            http: { port: eighty, hots: x }
            operator: { port: 70000, tokens: [{ name: ada, sha256: abc, scopes: [reed] }] }
            kafka: { security.protocol: SSL }
            policies: { publish: always }
            directories:
              Acme: { tokens: [{ sha256: "%s", expires: next year }] }
              beta: { tokens: [], token: x }
            tools:
              Drone: { url: "ftp://drone", token: x, account: {} }
              gitlab: { account: { find: [email] } }
            """
                .formatted(HASH));

    assertThat(problems)
        .anySatisfy(each -> assertThat(each).startsWith("htpp: unknown key; known here: data, dir"))
        .anySatisfy(each -> assertThat(each).startsWith("http.hots: unknown key"))
        .contains(
            "http.port: should be a port, 0 to 65535",
            "operator.port: should be a port, 0 to 65535",
            "operator.tokens[0].scopes[0]: should be one of [read, policy, decide, admin]",
            "policies.publish: should be one of [watch, manual]",
            "directories.Acme: a directory is named with lower case, digits and dashes",
            "directories.Acme.tokens[0].name: is missing; it is the actor in the audit",
            "directories.Acme.tokens[0].expires: should be a date like 2027-02-01",
            "directories.beta: needs a token; 'rolecall token new NAME' makes one",
            "tools.Drone: a tool is named with lower case, digits and dashes",
            "tools.Drone.url: should be an absolute http or https address")
        .anySatisfy(each -> assertThat(each).startsWith("operator.tokens[0].sha256: should be 64"))
        .anySatisfy(each -> assertThat(each).startsWith("kafka: needs bootstrap.servers"))
        .anySatisfy(each -> assertThat(each).startsWith("directories.beta.token: unknown key"))
        .anySatisfy(each -> assertThat(each).startsWith("tools.Drone.account.find: is missing"))
        .anySatisfy(each -> assertThat(each).startsWith("tools.gitlab.url: is missing"))
        .anySatisfy(each -> assertThat(each).startsWith("tools.gitlab.token: is missing"))
        .hasSize(18);
  }

  @Test
  void aFamilyIsNamedAsToolsAreAndByNoTool() {
    List<String> problems =
        problemsOf(
            """
            tools:
              a: { family: Build, url: "https://a.example", token: x, account: { find: [email] } }
              b: { family: a, url: "https://b.example", token: x, account: { find: [email] } }
              c: { family: ci, url: "https://c.example", token: x, account: { find: [email] } }
            """
                + DIRECTORIES);

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "tools.a.family: a family is named as tools are: with lower case, digits and dashes",
            "tools.b.family: 'a' is the name of a tool; policies could mean either");
  }

  @Test
  void noToolIsCalledPolicy() {
    assertThat(
            problemsOf(
                """
                tools:
                  policy: { type: drone, url: "https://a.example", token: x, account: { find: [email] } }
                """))
        .anyMatch(problem -> problem.startsWith("tools.policy: 'policy' names the holds"));
  }

  @Test
  void anEmptyFileSaysWhatIsNeeded() {
    assertThat(problemsOf(""))
        .singleElement()
        .asString()
        .startsWith("directories: needs at least one directory with a token");
  }

  @Test
  void theDirectoryThatPoliciesArePublishedToIsNobodys() {
    String reserved =
        """
        directories:
          rolecall-policy: { tokens: [{ name: okta, sha256: "%s" }] }
        """
            .formatted(HASH);

    assertThat(problemsOf(reserved))
        .singleElement()
        .asString()
        .startsWith("directories.rolecall-policy: ");
  }

  @Test
  void aWrongShapeIsAProblemWhereverItIs() {
    assertThat(
            problemsOf(
                """
                http: 8080
                data: [a]
                tools: [gitlab]
                operator: { tokens: ada }
                directories:
                  acme: { tokens: [{ name: okta, sha256: "%s" }] }
                """
                    .formatted(HASH)))
        .containsExactlyInAnyOrder(
            "http: should have keys: forwarded, host, port, public-address, tls",
            "data: should be a single value",
            "tools: should be a mapping of names",
            "operator.tokens: should be a list");
  }

  @Test
  void aReferenceToNothingIsAProblem() throws Exception {
    Files.writeString(folder.resolve("empty"), "\n");
    String text =
        DIRECTORIES
            + """
            tools:
              a: { url: "https://a.example", token: "${env:MISSING}", account: { find: [email] } }
              b: { url: "https://b.example", token: "${file:missing}", account: { find: [email] } }
              c: { url: "https://c.example", token: "x${env:HOME}", account: { find: [email] } }
              d: { url: "https://d.example", token: "${file:empty}", account: { find: [email] } }
              e: { url: "https://e.example", token: x, webhook: "${env:HOME}",
                   account: { find: [email] } }
            """;

    assertThat(problemsOf(text))
        .containsExactly(
            "tools.a.token: the environment variable MISSING is not set",
            "tools.b.token: the file missing cannot be read or is larger than a secret",
            "tools.c.token: a reference is written ${env:NAME} or ${file:PATH}, as the whole value",
            "tools.d.token: the file empty is empty",
            "tools.e.webhook: takes no reference; only 'token' is a secret");
  }

  @Test
  void anAddressHoldsNoPassword() {
    List<String> problems =
        problemsOf(
            DIRECTORIES
                + """
                tools:
                  a: { url: "https://root:hunter2@a.example", token: x, account: { find: [email] } }
                """);

    assertThat(problems).singleElement().asString().startsWith("tools.a.url: should hold neither");
    assertThat(problems.toString()).doesNotContain("hunter2");
  }

  @Test
  void badYamlIsReportedWithItsLineAndWithoutWhatStandsThere() {
    List<String> problems =
        problemsOf(
            """
            http: { port: 8080 }
            tools:
              drone:
                token: hunter2: oops
            """);

    assertThat(problems).singleElement().asString().startsWith("line 4, column ");
    assertThat(problems.toString()).contains("not valid YAML").doesNotContain("hunter2");
  }

  @Test
  void aKeyThatIsThereTwiceIsAProblem() {
    assertThat(problemsOf("http: { port: 1 }\nhttp: { port: 2 }\n"))
        .singleElement()
        .asString()
        .startsWith("line 2")
        .contains("http");
  }

  @Test
  void aSecondDocumentIsAProblemAndNotLeftOut() {
    assertThat(problemsOf(DIRECTORIES + "---\nhttp: { port: 1 }\n"))
        .singleElement()
        .asString()
        .contains("not valid YAML");
  }

  @Test
  void aFileThatIsNotThereOrTooLargeIsNamed() throws Exception {
    Path missing = folder.resolve("missing.yaml");
    assertThat(problems(() -> ConfigFile.read(missing, Map.of())))
        .singleElement()
        .asString()
        .contains("there is no such file", "rolecall config example");

    Path large = Files.writeString(folder.resolve("large.yaml"), "# ".repeat(600_000));
    assertThat(problems(() -> ConfigFile.read(large, Map.of())))
        .containsExactly("it is larger than 1 MiB");
  }

  @Test
  void theMessageHoldsTheNameAndEveryProblem() {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class,
            () -> ConfigFile.parse("rolecall.yaml", "a: 1\nb: 2\n", folder, Map.of()));

    assertThat(refused)
        .hasMessageStartingWith("rolecall.yaml has 3 problem(s):\n  a: unknown key")
        .hasMessageContaining("\n  b: unknown key");
  }

  private List<String> problemsOf(String text) {
    return problems(() -> ConfigFile.parse("rolecall.yaml", text, folder, Map.of("HOME", "/home")));
  }

  private static List<String> problems(ThrowingCallable read) {
    return catchThrowableOfType(ConfigException.class, read).problems();
  }
}

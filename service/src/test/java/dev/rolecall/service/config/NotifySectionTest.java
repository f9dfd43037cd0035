package dev.rolecall.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.service.config.ConfigFile.ConfigException;
import dev.rolecall.service.config.RolecallConfig.ReceiverConfig;
import dev.rolecall.service.config.RolecallConfig.ReceiverKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifySectionTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("SLACK", "https://hooks.chat.example/services/T0/SECRET", "TOKEN", "hush");

  private static final String DIRECTORIES =
      "directories: { acme: { tokens: [{ name: okta, sha256: \"%s\" }] } }\n"
          .formatted("0".repeat(64));

  @TempDir Path folder;

  @Test
  void nobodyIsToldUnlessConfigured() {
    assertThat(read("http: { port: 0 }")).isEmpty();
  }

  @Test
  void receiversAreReadWithTheirSecretsAndShowNoneOfThem() {
    List<ReceiverConfig> receivers =
        read(
            """
            notify:
              - { url: "${env:SLACK}", kind: slack }
              - { url: "http://127.0.0.1:9000/hook?team=a", token: "${env:TOKEN}" }
            """);

    assertThat(receivers)
        .extracting(ReceiverConfig::kind)
        .containsExactly(ReceiverKind.SLACK, ReceiverKind.WEBHOOK);
    assertThat(receivers.get(0).url())
        .isEqualTo(URI.create("https://hooks.chat.example/services/T0/SECRET"));
    assertThat(receivers.get(1).token().orElseThrow().reveal()).isEqualTo("hush");
    assertThat(receivers.toString())
        .contains("slack at hooks.chat.example")
        .doesNotContain("SECRET", "hush", "team=a");
  }

  @Test
  void plainHttpIsForThisMachineOnlyAndProblemsShowNoAddress() {
    assertThat(
            problems(
                """
                notify:
                  - { url: "http://hooks.chat.example/SECRET" }
                  - { url: "https://me:SECRET@hooks.chat.example/" }
                  - { url: "https://hooks example/SECRET" }
                  - { url: "${env:MISSING}" }
                  - { kind: mail, url: "https://a.example/", tokn: x }
                  - { url: "https://a.example/" }
                """))
        .contains(
            "notify[0].url: should be an https address; http only for this machine itself",
            "notify[1].url: should hold neither a name, a password nor a fragment; use 'token'",
            "notify[2].url: is not an address",
            "notify[3].url: the environment variable MISSING is not set",
            "notify[4].kind: should be one of [webhook, slack]",
            "notify[4].tokn: unknown key; known here: kind, token, url",
            "notify[5].url: is there twice; each notice would come twice")
        .hasSize(7)
        .noneMatch(problem -> problem.contains("SECRET"));
  }

  private List<ReceiverConfig> read(String text) {
    return ConfigFile.parse("test", DIRECTORIES + text, folder, ENVIRONMENT).receivers();
  }

  private List<String> problems(String text) {
    return catchThrowableOfType(ConfigException.class, () -> read(text)).problems();
  }
}

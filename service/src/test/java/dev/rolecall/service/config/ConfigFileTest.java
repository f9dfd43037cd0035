package dev.rolecall.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.TokenHash;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import dev.rolecall.service.config.RolecallConfig.AccountConfig;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import dev.rolecall.service.config.RolecallConfig.OperatorScope;
import dev.rolecall.service.config.RolecallConfig.OperatorToken;
import dev.rolecall.service.config.RolecallConfig.Publish;
import dev.rolecall.service.config.RolecallConfig.ToolConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  private static final String OTHER = "b1".repeat(32);
  private static final String THIRD = "c2".repeat(32);

  private static final String SMALLEST =
      """
      directories:
        acme:
          tokens: [{ name: okta, sha256: "%s" }]
      """
          .formatted(HASH);

  private static final String EVERYTHING =
      """
      http: { host: 0.0.0.0, port: 9080 }
      operator:
        host: 10.0.0.1
        port: 9081
        tokens:
          - { name: ada, sha256: "%1$s", expires: 2027-03-01, scopes: [read, policy, decide, admin] }
          - { name: reader, sha256: "%1$s" }
      watch: { host: 10.0.0.2, port: 0 }
      kafka:
        bootstrap.servers: "kafka-1:9092,kafka-2:9092"
        ssl.key.password: "${env:KAFKA_PASSWORD}"
      data: state
      policies: { path: rules, publish: watch, release-own: true }
      directories:
        acme:
          tokens:
            - { name: okta-2026, sha256: "%1$s", expires: 2027-02-01 }
            - { name: okta-2027, sha256: "%3$s" }
        beta:
          tokens: [{ name: entra, sha256: "%2$s" }]
      tools:
        drone: { url: "https://drone.acme.example/", token: "${env:DRONE_TOKEN}",
                 account: { find: [userName|before-at], create-as: "{userName|before-at}" } }
        gitlab-eu: { type: gitlab, family: gitlabs, url: "http://gitlab.acme.example:8929/git",
                     token: "${file:secrets/gitlab}", edition: self-managed,
                     account: { find: [email, login] } }
      """
          .formatted(HASH, OTHER.toUpperCase(Locale.ROOT), THIRD);

  @TempDir Path folder;

  @Test
  void everyKeyReadsToItsRecord() throws Exception {
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/gitlab"), "gitlab-token\n");

    RolecallConfig config =
        ConfigFile.parse(
            "rolecall.yaml",
            EVERYTHING,
            folder,
            Map.of("DRONE_TOKEN", "drone-token", "KAFKA_PASSWORD", "open sesame"));

    assertThat(config.http().endpoint()).isEqualTo(new Endpoint("0.0.0.0", 9080));
    assertThat(config.operator()).isEqualTo(new Endpoint("10.0.0.1", 9081));
    assertThat(config.watch()).isEqualTo(new Endpoint("10.0.0.2", 0));
    assertThat(config.kafka().orElseThrow().connection())
        .containsEntry("bootstrap.servers", "kafka-1:9092,kafka-2:9092")
        .containsEntry("ssl.key.password", "open sesame");
    assertThat(config.data()).isEqualTo(folder.resolve("state"));
    assertThat(config.policies().path()).isEqualTo(folder.resolve("rules"));
    assertThat(config.policies().publish()).isEqualTo(Publish.WATCH);
    assertThat(config.policies().releaseOwn()).isTrue();
    operatorsAndDirectories(config);
    tools(config);
  }

  @Test
  void optionsOfAToolMayBeMappingsAndLists() throws Exception {
    RolecallConfig config =
        ConfigFile.parse(
            "rolecall.yaml",
            """
            directories:
              acme: { tokens: [{ name: okta, sha256: "%s" }] }
            tools:
              jenkins: { url: "https://ci.acme.example", token: t, account: { find: [userName] },
                         roles: { global: "{role}", "folder:{path}": "{path}-{role}" },
                         words: { folder: [read, build] }, create-roles: true }
            """
                .formatted(HASH),
            folder,
            Map.of());

    assertThat(Objects.requireNonNull(config.tools().get("jenkins")).options())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "roles.global", "{role}",
                "roles.folder:{path}", "{path}-{role}",
                "words.folder", "read,build",
                "create-roles", "true"));
  }

  private static void operatorsAndDirectories(RolecallConfig config) {
    assertThat(config.operators())
        .containsExactly(
            new OperatorToken(
                new TokenHash("ada", HASH, Optional.of(LocalDate.of(2027, 3, 1))),
                List.of(
                    OperatorScope.READ,
                    OperatorScope.POLICY,
                    OperatorScope.DECIDE,
                    OperatorScope.ADMIN)),
            new OperatorToken(
                new TokenHash("reader", HASH, Optional.empty()), List.of(OperatorScope.READ)));
    assertThat(config.directories()).containsOnlyKeys("acme", "beta");
    assertThat(Objects.requireNonNull(config.directories().get("acme")).tokens())
        .containsExactly(
            forAll(new TokenHash("okta-2026", HASH, Optional.of(LocalDate.of(2027, 2, 1)))),
            forAll(new TokenHash("okta-2027", THIRD, Optional.empty())));
    // Written in capitals, compared in small letters.
    assertThat(Objects.requireNonNull(config.directories().get("beta")).tokens())
        .containsExactly(forAll(new TokenHash("entra", OTHER, Optional.empty())));
  }

  private void tools(RolecallConfig config) {
    assertThat(config.tools()).containsOnlyKeys("drone", "gitlab-eu");
    ToolConfig drone = Objects.requireNonNull(config.tools().get("drone"));
    assertThat(drone.type()).isEqualTo("drone");
    assertThat(drone.url()).isEqualTo(URI.create("https://drone.acme.example"));
    assertThat(drone.token().reveal()).isEqualTo("drone-token");
    assertThat(drone.account())
        .isEqualTo(
            new AccountConfig(List.of("userName|before-at"), Optional.of("{userName|before-at}")));
    assertThat(drone.options()).isEmpty();
    ToolConfig gitlab = Objects.requireNonNull(config.tools().get("gitlab-eu"));
    assertThat(gitlab.name()).isEqualTo("gitlab-eu");
    assertThat(gitlab.type()).isEqualTo("gitlab");
    assertThat(gitlab.family()).hasValue("gitlabs");
    assertThat(drone.family()).isEmpty();
    assertThat(gitlab.url()).isEqualTo(URI.create("http://gitlab.acme.example:8929/git"));
    assertThat(gitlab.token()).isEqualTo(new Secret.InFile(folder.resolve("secrets/gitlab")));
    assertThat(gitlab.token().reveal()).isEqualTo("gitlab-token");
    assertThat(gitlab.account())
        .isEqualTo(new AccountConfig(List.of("email", "login"), Optional.empty()));
    assertThat(gitlab.options()).containsExactly(Map.entry("edition", "self-managed"));
  }

  @Test
  void whatIsNotSaidHasAPreset() {
    RolecallConfig config = ConfigFile.parse("rolecall.yaml", SMALLEST, folder, Map.of());

    assertThat(config.http().endpoint()).isEqualTo(new Endpoint("127.0.0.1", 8080));
    assertThat(config.operator()).isEqualTo(new Endpoint("127.0.0.1", 8081));
    assertThat(config.watch()).isEqualTo(new Endpoint("127.0.0.1", 8082));
    assertThat(config.kafka()).isEmpty();
    assertThat(config.data()).isEqualTo(folder.resolve("data"));
    assertThat(config.policies().path()).isEqualTo(folder.resolve("policies"));
    assertThat(config.policies().publish()).isEqualTo(Publish.MANUAL);
    assertThat(config.policies().releaseOwn()).isFalse();
    assertThat(config.tools()).isEmpty();
    assertThat(config.operators()).isEmpty();
  }

  @Test
  void whereItIsWatchedAndWhereItsDataAreCanBeSaidOnTheCommandLine() {
    RolecallConfig config = ConfigFile.parse("rolecall.yaml", SMALLEST, folder, Map.of());

    RolecallConfig other = config.withWatchPort(9).withData(folder.resolve("other"));

    assertThat(other.watch()).isEqualTo(new Endpoint("127.0.0.1", 9));
    assertThat(other.data()).isEqualTo(folder.resolve("other").toAbsolutePath());
    assertThat(other.withWatchPort(8082).withData(config.data())).isEqualTo(config);
  }

  @Test
  void aFileIsReadRelativeToItsFolder() throws Exception {
    Path file = Files.writeString(folder.resolve("rolecall.yaml"), SMALLEST);

    assertThat(ConfigFile.read(file, Map.of()).data())
        .isEqualTo(folder.toAbsolutePath().resolve("data"));
  }

  @Test
  void noSecretIsEverShown() throws Exception {
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/gitlab"), "gitlab-token");

    RolecallConfig config =
        ConfigFile.parse(
            "rolecall.yaml",
            EVERYTHING,
            folder,
            Map.of("DRONE_TOKEN", "drone-token", "KAFKA_PASSWORD", "open sesame"));

    assertThat(config)
        .asString()
        .contains("*** (env DRONE_TOKEN)", "secrets" + java.io.File.separator + "gitlab")
        .doesNotContain("drone-token", "gitlab-token", "open sesame");
  }

  @Test
  void aSecretInAFileIsReadAnewEachTime() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "old");
    Secret secret = new Secret.InFile(file);
    assertThat(secret.reveal()).isEqualTo("old");

    Files.writeString(file, "new\n");

    assertThat(secret.reveal()).isEqualTo("new");
  }

  private static DirectoryToken forAll(TokenHash token) {
    return new DirectoryToken(token, Set.of(TokenScope.READ, TokenScope.WRITE));
  }
}

package dev.rolecall.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.service.config.ConfigFile.ConfigException;
import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.TokenIssuer;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectorySectionTest {

  private static final String HASH = "a0".repeat(32);

  @TempDir Path folder;

  @Test
  void aTokenMayDoEverythingUnlessItsScopesSayLess() {
    List<DirectoryToken> tokens =
        acme("""
        tokens:
          - { name: all, sha256: "%s" }
          - { name: reader, sha256: "%s", scopes: [read] }
        """
                .formatted(HASH, "b1".repeat(32)))
            .tokens();

    assertThat(tokens.get(0).scopes()).isEqualTo(EnumSet.allOf(TokenScope.class));
    assertThat(tokens.get(1).scopes()).containsExactly(TokenScope.READ);
  }

  @Test
  void noScopesAtAllAreAProblemAndNotEverything() {
    assertThat(
            problems("acme", "tokens: [{ name: a, sha256: \"%s\", scopes: [] }]".formatted(HASH)))
        .singleElement()
        .asString()
        .startsWith("directories.acme.tokens[0].scopes: should name read, write or both");
  }

  @Test
  void anIssuerNeedsNoStaticTokenBesideIt() {
    DirectoryConfig acme =
        acme(
            """
            requests-per-second: 50
            issuers:
              - name: entra
                issuer: "https://login.example/tenant/v2.0"
                audience: "api://rolecall"
                keys: "https://login.example/tenant/keys"
                clients: [one, other]
                scopes: [read]
            """);

    assertThat(acme.tokens()).isEmpty();
    assertThat(acme.requestsPerSecond()).hasValue(50);
    assertThat(acme.issuers())
        .containsExactly(
            new TokenIssuer(
                "entra",
                "https://login.example/tenant/v2.0",
                "api://rolecall",
                URI.create("https://login.example/tenant/keys"),
                Set.of("one", "other"),
                Set.of(TokenScope.READ)));
  }

  @Test
  void aHashMayBeInAFile() throws Exception {
    Files.writeString(folder.resolve("hash"), HASH + "\n");

    assertThat(acme("tokens: [{ name: a, sha256: \"${file:hash}\" }]").tokens().getFirst().token())
        .extracting(DirectoryConfig.TokenHash::sha256)
        .isEqualTo(HASH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:9/keys", "http://localhost/keys", "file:///etc/keys.json"})
  void keysMayComeOverHttpFromThisMachineAndFromAFile(String keys) {
    assertThat(acme(issuer("idp", keys)).issuers()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://idp.example/keys", "keys.json", "ftp://idp.example/keys", "https:///keys"})
  void keysThatSomebodyCouldChangeOnTheirWayAreAProblem(String keys) {
    assertThat(problems("acme", issuer("idp", keys)))
        .singleElement()
        .asString()
        .startsWith(
            "directories.acme.issuers[0].keys: should be an absolute https or file address");
  }

  @Test
  void oneTokenCannotOpenTwoDirectories() {
    String text =
        """
        directories:
          acme: { tokens: [{ name: a, sha256: "%1$s" }] }
          beta: { tokens: [{ name: b, sha256: "%1$s" }] }
        """
            .formatted(HASH);

    assertThat(problemsOf(text))
        .containsExactly("directories.beta.tokens: 'b' is the same token as acme.a");
  }

  @Test
  void issuerAndAudienceSayWhichDirectoryIsMeant() {
    String text =
        "directories:\n  acme:\n"
            + issuer("one", "https://idp.example/keys").indent(4)
            + "  beta:\n"
            + issuer("two", "https://idp.example/keys").indent(4);

    assertThat(problemsOf(text))
        .containsExactly("directories.beta.issuers: 'two' has the issuer and audience of acme.one");
  }

  @Test
  void anActorsNameIsUniqueAndFitForARecord() {
    assertThat(
            problems(
                "acme",
                "tokens: [{ name: a, sha256: \"%s\" }]\n".formatted(HASH)
                    + issuer("a", "https://idp.example/keys")))
        .containsExactly("directories.acme.issuers: 'a' is there twice; an actor has one name");
    assertThat(problems("acme", "tokens: [{ name: \"a b\", sha256: \"%s\" }]".formatted(HASH)))
        .containsExactly(
            "directories.acme.tokens[0].name: is made of letters, digits, dots and dashes, at most"
                + " 63");
  }

  private static String issuer(String name, String keys) {
    return "issuers: [{ name: %s, issuer: \"https://idp.example\", audience: a, keys: \"%s\" }]\n"
        .formatted(name, keys);
  }

  private DirectoryConfig acme(String section) {
    String text = "directories:\n  acme:\n" + section.indent(4);
    return Objects.requireNonNull(
        ConfigFile.parse("rolecall.yaml", text, folder, Map.of()).directories().get("acme"));
  }

  private List<String> problems(String directory, String section) {
    return problemsOf("directories:\n  " + directory + ":\n" + section.indent(4));
  }

  private List<String> problemsOf(String text) {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigFile.parse("rolecall.yaml", text, folder, Map.of()));
    return refused.problems();
  }
}

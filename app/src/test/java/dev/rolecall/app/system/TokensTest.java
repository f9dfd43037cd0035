package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.cli.TokenCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration's tokens change while everything runs. */
class TokensTest {

  /** Twice the interval of the watch, and what a busy machine needs. */
  private static final Duration SOON = Duration.ofSeconds(15);

  @Test
  void tokensAreRotatedWithoutARestartAndRefusalsAreAudited(@TempDir Path folder) throws Exception {
    try (Installation installation = Installation.start(folder, Yaml.read("policy: {}\n"))) {
      Client old = installation.scim(Installation.DIRECTORY);
      Client fresh = new Client(installation.all().scim(), "fresh-token");
      assertThat(old.get("/Users").status()).isEqualTo(200);
      assertThat(fresh.get("/Users").status()).isEqualTo(401);
      await().atMost(SOON).until(() -> audited(installation, "refused: unknown"));

      String before = Files.readString(installation.config());
      replace(
          installation, "tokens: [ { name: acme-idp", "tokens: [ " + line() + ", { name: acme-idp");
      slowly().until(() -> fresh.get("/Users").status() == 200);
      assertThat(old.get("/Users").status()).isEqualTo(200);

      replace(installation, "name: acme-idp", "expires: 2020-01-01, name: acme-idp");
      slowly().until(() -> old.get("/Users").status() == 401);
      assertThat(fresh.get("/Users").status()).isEqualTo(200);
      await().atMost(SOON).until(() -> audited(installation, "refused: expired"));
      assertThat(warnings(installation)).contains("token acme-idp of acme", "has expired");

      Files.writeString(installation.config(), before + "\nnonsense: true\n");
      await().atMost(SOON).until(() -> warnings(installation).contains("nonsense: unknown key"));
      assertThat(fresh.get("/Users").status()).isEqualTo(200);
    }
  }

  /** Failing more often would meet the brake. */
  private static ConditionFactory slowly() {
    return await().atMost(SOON).pollInterval(Duration.ofSeconds(1));
  }

  private static String line() {
    return "{ name: acme-2027, sha256: \"%s\" }".formatted(TokenCommand.sha256("fresh-token"));
  }

  private static void replace(Installation installation, String text, String by)
      throws IOException {
    String now = Files.readString(installation.config());
    assertThat(now).contains(text);
    Files.writeString(installation.config(), now.replace(text, by));
  }

  private static String warnings(Installation installation) {
    return installation.operator().get("/status").body().path("warnings").toString();
  }

  private static boolean audited(Installation installation, String message) {
    JsonNode entries = installation.operator().get("/audit").body().path("entries");
    return StreamSupport.stream(entries.spliterator(), false)
        .anyMatch(entry ->
            entry.path("type").asText().equals("ACCESS_REFUSED")
                && entry.path("message").asText().endsWith(message));
  }
}

package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grant that ends by itself, from the policy to the tool. */
class GrantEndTest {

  /** A busy machine publishes a policy, resolves and writes in it. */
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Until then the grant has to be seen in the tool. */
  private static final Duration IN_FORCE = Duration.ofSeconds(12);

  @Test
  void aTemporaryGrantLeavesTheToolAtItsEndThoughNobodyAsks(@TempDir Path folder) throws Exception {
    try (Installation installation = Installation.start(folder, Yaml.read("policy: {}\n"))) {
      installation
          .scim(Installation.DIRECTORY)
          .send("POST", "/Users", "{\"userName\":\"ana@acme.example\"}");
      Instant end = Instant.now().plus(IN_FORCE).truncatedTo(ChronoUnit.SECONDS);
      installation.writePolicy("10.yaml", policy(end));

      await().atMost(SOON).until(() -> isIn(installation));
      assertThat(Instant.now()).as("the machine is too slow for this test").isBefore(end);
      await().atMost(SOON).until(() -> !isIn(installation));
      assertThat(Instant.now()).isAfterOrEqualTo(end);
      assertThat(installation.operator().get("/status").body().path("warnings").toString())
          .doesNotContain("clock");
    }
  }

  private static boolean isIn(Installation installation) {
    return installation.drone().users().stream().anyMatch(user -> user.login().equals("ana"));
  }

  private static String policy(Instant end) {
    return """
    version: 1
    policy: temporary
    temporary:
      - id: INC-1
        user: ana@acme.example
        from: %s
        until: %s
        reason: the build is stuck
        grant: { drone: { server: user } }
    control:
      drone: { mode: enforce, manage: [server] }
    """
        .formatted(end.minus(Duration.ofHours(1)), end);
  }
}

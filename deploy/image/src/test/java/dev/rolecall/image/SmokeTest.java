package dev.rolecall.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/** The image and the compose file on a real engine; skipped where there is none. */
@Timeout(1200)
class SmokeTest {

  /** What the compose file runs. */
  private static final String IMAGE = "rolecall:local";

  private static final Duration BUILD = Duration.ofMinutes(15);
  private static final Duration START = Duration.ofMinutes(8);
  private static final Duration EFFECT = Duration.ofMinutes(1);

  private static final String ADA =
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                   "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
       "userName": "ada@acme.example", "active": true,
       "emails": [{"value": "ada@acme.example", "primary": true}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Engineering"}}
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void onlyWithAnEngine() throws IOException, InterruptedException {
    Engine.require();
    // By the engine's own program: the file uses what only BuildKit knows.
    LaidOut.Ended built =
        LaidOut.run(LaidOut.CHECKOUT, BUILD, "docker", "build", "--quiet", "--tag", IMAGE, ".");
    assertThat(built.code()).as(built.said()).isZero();
  }

  @Test
  void theImageSaysItsVersionAndIsNobody() {
    assertThat(said("/opt/rolecall/bin/rolecall --version")).contains("rolecall 0.");
    assertThat(said("/opt/rolecall/bin/rolecall --help")).contains("Usage: rolecall");
    assertThat(said("id -u")).isEqualTo("10001");
    assertThat(said("ls /opt/rolecall/lib")).doesNotContain("kafka_2.13", "kafka-server");
  }

  @Test
  void aPersonWhoIsMadeByScimIsInTheTool() throws IOException, InterruptedException {
    File file = LaidOut.CHECKOUT.resolve("docker-compose.yml").toFile();
    try (ComposeContainer compose =
        new ComposeContainer(file)
            .withPull(false)
            .withOptions("--profile demo")
            .withExposedService(
                "load-balancer", 8080, Wait.forHealthcheck().withStartupTimeout(START))
            .withExposedService("sandbox", 9001, Wait.forHealthcheck().withStartupTimeout(START))
            .waitingFor("console", Wait.forHealthcheck().withStartupTimeout(START))) {
      compose.start();
      String token =
          Files.readString(LaidOut.CHECKOUT.resolve("deploy/demo/secrets/scim-token")).strip();
      HttpResponse<String> made =
          http.send(
              HttpRequest.newBuilder(at(compose, "load-balancer", 8080, "/scim/v2/Users"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/scim+json")
                  .POST(HttpRequest.BodyPublishers.ofString(ADA))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      URI drone = at(compose, "sandbox", 9001, "/_sandbox/state");
      await().atMost(EFFECT).until(() -> get(drone).contains("\"ada\""));
    }
  }

  /** What a command of the image's shell prints, as its one process. */
  private static String said(String command) {
    try (GenericContainer<?> container = new GenericContainer<>(IMAGE)) {
      container
          .withCreateContainerCmdModifier(
              created -> created.withEntrypoint("/bin/sh", "-c", command))
          .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(EFFECT))
          .start();
      return container.getLogs().strip();
    }
  }

  private static URI at(ComposeContainer compose, String service, int port, String path) {
    return URI.create(
        "http://"
            + compose.getServiceHost(service, port)
            + ":"
            + compose.getServicePort(service, port)
            + path);
  }

  private String get(URI address) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}

package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.console.RunningConsole.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may ask, and what is answered when something is wrong. */
class ConsoleServiceTest {

  private static final List<String> PAGES =
      List.of("/status", "/people/status?person=x", "/who?tool=gitlab", "/why?person=x", "/audit");

  private final RunningConsole console = new RunningConsole();

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void withoutATokenNothingIsAnswered() {
    for (String page : PAGES) {
      Reply reply = console.send("/api/v1" + page, null, null);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.response().headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    assertThat(console.send("/api/v1/policy", null, "{}").status()).isEqualTo(401);
  }

  @Test
  void aWrongAnEmptyAndAnExpiredTokenAreNobodys() {
    for (String token : List.of("wrong", "", RunningConsole.EXPIRED)) {
      assertThat(console.send("/api/v1/status", token, null).status()).isEqualTo(401);
    }
  }

  @Test
  void aTokenIsGoodForItsScopesAndAdminForAll() {
    Reply reading = console.send("/api/v1/status", RunningConsole.PUBLISHER, null);
    assertThat(reading.status()).isEqualTo(403);
    assertThat(reading.error()).isEqualTo("this token lacks the scope 'read'");
    assertThat(console.post("/api/v1/policy", RunningConsole.READER, "{}").status()).isEqualTo(403);

    assertThat(console.get("/api/v1/status").status()).isEqualTo(200);
    assertThat(console.send("/api/v1/status", RunningConsole.ADMIN, null).status()).isEqualTo(200);
    assertThat(console.post("/api/v1/policy", RunningConsole.ADMIN, "{}").status()).isEqualTo(400);
    assertThat(console.asked).isEmpty();
  }

  @Test
  void wrongParametersAreNamed() {
    assertThat(console.get("/api/v1/who").error()).isEqualTo("the parameter 'tool' is missing");
    assertThat(console.get("/api/v1/why?person= ").error())
        .isEqualTo("the parameter 'person' is missing");
    Reply number = console.get("/api/v1/audit?limit=many");
    assertThat(number.status()).isEqualTo(400);
    assertThat(number.error()).isEqualTo("the parameter 'limit' should be a number");
  }

  @Test
  void aPageThatDoesNotExistIsNotFound() {
    Reply reply = console.get("/api/v1/hello");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.error()).isEqualTo("no such page");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    Reply reply =
        console.post("/api/v1/policy", RunningConsole.PUBLISHER, "x".repeat(3 * 1024 * 1024));
    assertThat(reply.status()).isEqualTo(413);
  }

  @Test
  void healthNeedsNoToken() {
    assertThat(console.send("/health/live", null, null).status()).isEqualTo(200);
    assertThat(console.send("/health/ready", null, null).status()).isEqualTo(200);

    console.health.add("trail view", () -> Optional.of("still reading"));

    Reply reply = console.send("/health/ready", null, null);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().path("problems").path("trail view").asText())
        .isEqualTo("still reading");
    assertThat(console.send("/health/live", null, null).status()).isEqualTo(200);
  }

  @Test
  void warningsAreShownAndLeaveItReady() {
    console.health.caution("notify", () -> Map.of("notify slack", "does not answer"));

    Reply reply = console.send("/health/ready", null, null);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("warnings").path("notify slack").asText())
        .isEqualTo("does not answer");
  }

  @Test
  void metricsNeedNoToken() {
    Reply reply = console.send("/metrics", null, null);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.response().body()).isEqualTo("rolecall_ready 1\n");
    assertThat(reply.response().headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void answersAreKeptByNobody() {
    assertThat(console.get("/api/v1/status").response().headers().firstValue("Cache-Control"))
        .contains("no-store");
  }
}

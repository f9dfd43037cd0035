package dev.rolecall.sandbox.buildkite;

import static dev.rolecall.sandbox.buildkite.Fixture.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Http;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final Fixture fixture =
      new Fixture(Fixture.acme().limited(new BuildkiteSeed.Limits(5, 3, 20)));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aUserIsStoppedForTheRestOfTheMinuteAndToldInSeconds() {
    fixture.clock.pass(Duration.ofSeconds(18));
    assertThat(get(fixture.root).header("RateLimit-User-Remaining")).hasValue("2");
    get(fixture.root);
    get(fixture.root);

    Http.Reply stopped = get(fixture.root);

    assertThat(stopped.status()).isEqualTo(429);
    assertThat(stopped.json().path("scope").asText()).isEqualTo("rest_user");
    assertThat(stopped.json().path("reset").asInt()).isEqualTo(42);
    assertThat(stopped.header("RateLimit-User-Reset")).hasValue("42");
    assertThat(stopped.header("Retry-After")).isEmpty();
    fixture.clock.pass(Duration.ofSeconds(42));
    assertThat(get(fixture.root).status()).isEqualTo(200);
  }

  @Test
  void theOrganizationIsStoppedAsAWhole() {
    Http bob = fixture.as("bob@acme.example");
    for (int i = 0; i < 3; i++) {
      assertThat(get(fixture.root).status()).isEqualTo(200);
    }
    get(bob);
    get(bob);

    Http.Reply stopped = get(bob);

    assertThat(stopped.status()).isEqualTo(429);
    assertThat(stopped.json().path("scope").asText()).isEqualTo("rest");
  }

  private static Http.Reply get(Http client) {
    return client.get(ORG + "/members");
  }
}

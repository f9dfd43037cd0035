package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Trigger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Circuit circuit =
      new Circuit("tool", Duration.ofMinutes(1), InstantSource.fixed(NOON));

  @Test
  void theNewestOfTwoRuntimesOfAToolIsMeasured() {
    Metrics first = metrics();
    Metrics second = metrics();
    first.people(State.BLOCKED, 7);
    second.people(State.BLOCKED, 2);
    assertThat(gauge("rolecall.connector.people", "state", "blocked")).isEqualTo(2);

    first.close();
    assertThat(gauge("rolecall.connector.people", "state", "blocked")).isEqualTo(2);

    second.close();
    assertThat(meters.find("rolecall.connector.people").gauges()).isEmpty();
  }

  @Test
  void theLegsAddUpToTheWholeWay() {
    metrics().verified(cause(), NOON.plusMillis(30), NOON.plusMillis(70), true);

    assertThat(leg("decided")).isEqualTo(10);
    assertThat(leg("applied")).isEqualTo(20);
    assertThat(leg("verified")).isEqualTo(40);
    assertThat(
            meters
                .get("rolecall.connector.verified")
                .tag("kind", "leaver")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(70);
  }

  @Test
  void whatHasNotHappenedYetIsZeroOfEachKind() {
    Metrics metrics = metrics();
    assertThat(meters.find("rolecall.connector.calls").counters())
        .hasSize(CallResult.values().length)
        .allMatch(it -> it.count() == 0);

    metrics.call(new Applied.LastHolder(Applied.Call.NONE));
    metrics.unread(ToolException.Kind.RATE_LIMITED);

    assertThat(
            meters.get("rolecall.connector.calls").tag("outcome", "last-holder").counter().count())
        .isEqualTo(1);
    assertThat(
            meters
                .get("rolecall.connector.reads.failed")
                .tag("kind", "rate-limited")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aRefusedTokenIsSeenAndSaid() {
    Metrics metrics = metrics();
    assertThat(circuit.refusal()).isEmpty();

    circuit.open("the token is revoked");

    assertThat(meters.get("rolecall.connector.circuit.open").gauge().value()).isEqualTo(1);
    assertThat(circuit.refusal()).isEqualTo(Optional.of("the token is revoked"));
    circuit.close();
    assertThat(circuit.refusal()).isEmpty();
    metrics.close();
  }

  private Metrics metrics() {
    return new Metrics(meters, "tool", circuit, () -> true);
  }

  private double gauge(String name, String tag, String value) {
    return meters.get(name).tag(tag, value).gauge().value();
  }

  private double leg(String leg) {
    return meters
        .get("rolecall.connector.leg")
        .tag("leg", leg)
        .timer()
        .totalTime(TimeUnit.MILLISECONDS);
  }

  private static Cause cause() {
    return new Cause(
        Trigger.SCIM,
        "command",
        "PATCH /Users",
        "correlation",
        new Actor(ActorKind.IDP, "okta"),
        NOON,
        NOON.plusMillis(10));
  }
}

package dev.rolecall.processor.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.PlannedHold;
import dev.rolecall.schemas.avro.PolicyFile;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.ToolLosses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldBundleTimerTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path state;
  private Pipeline pipeline;

  @BeforeEach
  void start() {
    pipeline = new Pipeline(state, bundle -> List.of());
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void aHeldBundleIsToldToTheHoldsAndItsTimePasses() {
    Accepted accepted = (Accepted) pipeline.ask(held("d1")).getResult();
    Hold hold = (Hold) pipeline.holds.readKeyValue().value.getBody();
    assertThat(hold.getId()).isEqualTo(accepted.getHold());
    assertThat(pipeline.people.isEmpty()).isTrue();
    pipeline.forgetOutput();

    pipeline.pass(MINUTE);
    assertThat(pipeline.holds.isEmpty()).isTrue();
    pipeline.pass(Duration.ofHours(1));
    assertThat(pipeline.audit.readValuesToList())
        .extracting(AuditEntry::getType)
        .containsExactly(AuditType.HOLD_REMINDER);
    pipeline.forgetOutput();
    pipeline.pass(Duration.ofDays(3));
    Hold over = (Hold) pipeline.holds.readValuesToList().getLast().getBody();
    assertThat(over.getId()).isEqualTo(hold.getId());
    assertThat(over.getState()).isEqualTo(HoldState.EXPIRED);
    assertThat(pipeline.directory.readKeyValue().key)
        .isEqualTo(Keys.heldBundle(Keys.POLICY_DIRECTORY));
    pipeline.forgetOutput();
    pipeline.pass(Duration.ofDays(1));
    assertThat(pipeline.holds.isEmpty()).isTrue();
  }

  @Test
  void aBundleHeldAfterAnotherIsLookedAtToo() {
    pipeline.ask(held("d1"));
    pipeline.pass(Duration.ofDays(4));
    pipeline.forgetOutput();
    pipeline.ask(held("d2"));
    pipeline.pass(MINUTE);

    // Appended on the first morning, by the test's clock; by the wall clock that is days ago.
    assertThat(pipeline.holds.readValuesToList())
        .extracting(entry -> ((Hold) entry.getBody()).getState())
        .containsExactly(HoldState.OPEN, HoldState.EXPIRED);
  }

  private static PublishPolicy held(String digest) {
    return new PublishPolicy(
        new Bundle(digest, null, List.of(new PolicyFile("rules.yaml", "rules: []"))),
        null,
        new PlanSummary(
            "plan",
            "removals",
            List.of(new PlannedHold("policy-change", "gitlab", "would revoke 6 of 6", "look")),
            List.of(new ToolLosses("gitlab", 6L, 6L))));
  }
}

package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.MORNING;
import static dev.rolecall.processor.access.Acme.active;
import static dev.rolecall.processor.access.Acme.bundle;
import static dev.rolecall.processor.access.Acme.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimersTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration EIGHT_HOURS = Duration.ofHours(8);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Instant EVENING = MORNING.plus(EIGHT_HOURS);

  static final String POLICY =
      """
      version: 1
      policy: elevation
      rules:
        - id: elevation
          groups: elevation
          expires: { after: PT8H }
          grant:
            drone: { server: admin }
      temporary:
        - id: INC-1
          user: bob@acme.example
          from: 2026-11-02T10:00:00Z
          until: 2026-11-02T12:00:00Z
          reason: the build is stuck
          grant:
            drone: { server: user }
      control:
        drone: { mode: enforce, manage: [server] }
      """;

  @TempDir Path state;
  @TempDir Path stateAfterwards;

  @SuppressWarnings("NullAway.Init")
  private AccessApplication application;

  @BeforeEach
  void start() {
    application = new AccessApplication(state, Acme.tools());
    application.read(bundle(1, POLICY));
    application.finishJobs();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private List<String> roles() {
    List<Access> written = application.access("drone");
    assertThat(written).hasSize(1);
    return written.getFirst().getGrants().stream().map(Grant::getRole).toList();
  }

  private void passUntil(Instant instant) {
    application.pass(Duration.between(application.now(), instant));
  }

  private void restart(Duration down) {
    AccessApplication before = application;
    application = before.restarted(stateAfterwards, down);
    before.close();
  }

  @Test
  void aGrantEndsByItselfAndTheTimerIsTheCause() {
    application.read(member("ada", "elevation", MORNING));
    assertThat(roles()).containsExactly("admin");
    passUntil(EVENING.minusMillis(1));
    assertThat(application.access("drone")).isEmpty();

    application.pass(A_MOMENT);
    Access ended = application.access("drone").getFirst();
    assertThat(ended.getGrants()).isEmpty();
    assertThat(ended.getCause().getTrigger()).isEqualTo(Trigger.TIMER);
    assertThat(ended.getCause().getDecidedAt()).isEqualTo(EVENING);
    assertThat(ended.getCause().getCommand()).isEqualTo("command-of-ada");
    application.pass(HOUR);
    assertThat(application.access("drone")).as("ended once").isEmpty();
  }

  @Test
  void aTimerLeavesAChangeThatWaitedItsOwnCause() {
    application.read(member("ada", "elevation", MORNING));
    passUntil(EVENING.minusMillis(20));
    application.forgetOutput();
    application.people(Backlog.MANY_PEOPLE);
    for (int each = 0; each < 100; each++) {
      application.read(active("person-" + each));
    }
    application.read(member("ada", "elevation", application.now()));
    application.pass(Duration.ofMillis(20));
    assertThat(application.access("drone"))
        .singleElement()
        .satisfies(access -> assertThat(access.getCause().getTrigger()).isEqualTo(Trigger.SCIM));
    assertThat(application.backlog().waiting()).isPositive();
  }

  @Test
  void aTemporaryGrantBeginsAndEndsByItself() {
    application.read(active("bob"));
    assertThat(application.access("drone")).isEmpty();
    passUntil(Instant.parse("2026-11-02T10:00:00Z").plus(A_MOMENT));
    assertThat(roles()).containsExactly("user");
    passUntil(Instant.parse("2026-11-02T12:00:00Z").plus(A_MOMENT));
    assertThat(roles()).isEmpty();
  }

  @Test
  void whoeverJoinsAgainGetsTheWholeTimeAgainAndTheOldEndIsForgotten() {
    application.read(member("ada", "elevation", MORNING));
    assertThat(roles()).containsExactly("admin");
    application.pass(HOUR);
    Instant again = application.now();
    application.read(member("ada", "elevation", again));
    assertThat(roles()).as("with a later end").containsExactly("admin");
    passUntil(EVENING.plus(A_MOMENT));
    assertThat(application.access("drone")).isEmpty();
    passUntil(again.plus(EIGHT_HOURS).plus(A_MOMENT));
    assertThat(roles()).isEmpty();
  }

  @Test
  void whatEndedWhileItWasDownEndsAtOnceThoughNoRecordComes() {
    application.read(member("ada", "elevation", MORNING));
    assertThat(roles()).containsExactly("admin");
    restart(Duration.ofHours(9));
    application.finishJobs();
    assertThat(roles()).isEmpty();
  }

  @Test
  void aClockThatJumpsBackRevivesNobody() {
    application.read(member("ada", "elevation", MORNING));
    assertThat(roles()).containsExactly("admin");
    passUntil(EVENING.plus(A_MOMENT));
    assertThat(roles()).isEmpty();
    restart(HOUR.negated());
    application.read(member("ada", "elevation", MORNING));
    application.pass(A_MOMENT);
    assertThat(application.access("drone")).isEmpty();
  }

  @Test
  void nothingEndsByItselfWhileTheClocksDiffer() {
    application.read(member("ada", "elevation", MORNING));
    assertThat(roles()).containsExactly("admin");
    application.clock().differs(MORNING.plus(HOUR));
    passUntil(EVENING.plus(HOUR));
    application.read(member("ada", "elevation", MORNING));
    assertThat(application.access("drone")).as("also when the person changes").isEmpty();

    application.clock().agrees();
    application.pass(A_MOMENT);
    assertThat(roles()).isEmpty();
  }

  @Test
  void manyEndsAtOnceLeaveRoomForThoseWhoComeMeanwhile() {
    int many = 300;
    for (int i = 0; i < many; i++) {
      application.read(member("person-" + i, "elevation", MORNING));
    }
    application.forgetOutput();
    passUntil(EVENING);
    int ended = application.access("drone").size();
    assertThat(ended).isPositive().isLessThan(many);

    application.read(member("newcomer", "elevation", EVENING));
    assertThat(roles()).containsExactly("admin");

    int slices = 0;
    while (ended < many && slices < many) {
      application.pass(Slices.PAUSE);
      ended += application.access("drone").size();
      slices++;
    }
    assertThat(ended).isEqualTo(many);
  }

  @Test
  void whoeverIsErasedHasNoTimer() {
    application.read(member("ada", "elevation", MORNING));
    application.erase("ada");
    assertThat(new TimerStore(application.store(AccessStores.TIMERS)).earliest()).isEmpty();
  }
}

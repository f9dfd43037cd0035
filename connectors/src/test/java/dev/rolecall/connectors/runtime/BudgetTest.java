package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Allowance;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Optional<Limit> SIXTY = Optional.of(new Limit(60, 10));
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private long now = 42;

  @Test
  void aFullBucketAllowsABurstAndThenTheRate() {
    Budget budget = new Budget(SIXTY, now);
    assertThat(passIn(budget, Duration.ZERO)).isEqualTo(10);
    assertThat(passIn(budget, MINUTE)).isEqualTo(60);
  }

  @Test
  void processesTogetherMakeNoMoreCallsThanIsConfigured() {
    Budget one = new Budget(SIXTY, now);
    Budget two = new Budget(SIXTY, now);
    one.share(0.75, now);
    two.share(0.25, now);
    long before = now;
    int calls = passIn(one, MINUTE);
    now = before;
    calls += passIn(two, MINUTE);
    assertThat(calls).isBetween(60, 70);
  }

  @Test
  void whoGetsMorePartitionsGetsMoreCallsAndWhoHasNoneOnlyATrickle() {
    Budget budget = new Budget(SIXTY, now);
    budget.share(0, now);
    passIn(budget, Duration.ZERO);
    assertThat(passIn(budget, MINUTE)).isEqualTo(1);
    budget.share(0.5, now);
    assertThat(passIn(budget, MINUTE)).isEqualTo(30);
  }

  @Test
  void theFirstHalfOfWhatAToolAllowsGoesAtOnceTheRestIsSpreadOverTheTimeLeft() {
    Budget budget = new Budget(Optional.empty(), now);
    budget.told(new Allowance(50, 30, Duration.ofSeconds(40)), now);
    assertThat(budget.free(now)).isZero();
    assertThat(budget.perMinute(now)).isInfinite();

    budget.told(new Allowance(50, 20, Duration.ofSeconds(40)), now);
    assertThat(passIn(budget, Duration.ofSeconds(39))).isBetween(19, 20);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(budget.perMinute(now)).isInfinite();
  }

  @Test
  void whenNothingIsLeftEverybodyWaitsForTheNextWindow() {
    Budget budget = new Budget(SIXTY, now);
    budget.told(new Allowance(50, 0, Duration.ofSeconds(20)), now);
    passIn(budget, Duration.ZERO);
    assertThat(passIn(budget, Duration.ofSeconds(19))).isZero();
    assertThat(passIn(budget, Duration.ofSeconds(10))).isPositive();
  }

  @Test
  void whatIsLeftIsSharedAsWell() {
    Budget budget = new Budget(Optional.empty(), now);
    budget.share(0.5, now);
    budget.told(new Allowance(50, 20, MINUTE), now);
    assertThat(budget.perMinute(now)).isCloseTo(10, Offset.offset(0.01));
  }

  @Test
  void aRefusalHalvesTheRateWhichComesBackGradually() {
    Budget budget = new Budget(SIXTY, now);
    budget.refused(now);
    budget.refused(now + 1);
    assertThat(budget.free(now)).isPositive();
    assertThat(budget.perMinute(now)).isCloseTo(30, Offset.offset(0.1));
    now += Duration.ofSeconds(150).toNanos();
    assertThat(budget.perMinute(now)).isCloseTo(45, Offset.offset(0.1));
    budget.refused(now);
    assertThat(budget.perMinute(now)).isCloseTo(22.5, Offset.offset(0.1));
    now += Duration.ofMinutes(5).toNanos();
    assertThat(budget.perMinute(now)).isCloseTo(60, Offset.offset(0.1));
  }

  @Test
  void withoutALimitARefusalHalvesWhatWasCalled() {
    Budget budget = new Budget(Optional.empty(), now);
    for (int i = 0; i < 200; i++) {
      budget.take(now);
    }
    budget.refused(now);
    assertThat(budget.perMinute(now)).isCloseTo(100, Offset.offset(0.1));
    now += Duration.ofMinutes(5).toNanos();
    assertThat(budget.perMinute(now)).isInfinite();
  }

  @Test
  void manyRefusalsDoNotStopTheTool() {
    Budget budget = new Budget(SIXTY, now);
    for (int i = 0; i < 100; i++) {
      budget.refused(now);
      now += Duration.ofSeconds(6).toNanos();
    }
    assertThat(budget.perMinute(now)).isGreaterThan(5);
  }

  /** How many calls pass in a time, each as soon as it may. */
  private int passIn(Budget budget, Duration time) {
    long end = now + time.toNanos();
    int calls = 0;
    while (true) {
      long wait = budget.free(now);
      if (wait == 0) {
        budget.take(now);
        calls++;
      } else if (now + wait > end) {
        now = end;
        return calls;
      } else {
        now += wait;
      }
    }
  }
}

package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.connectors.tool.CallClass;
import dev.rolecall.connectors.tool.CallLimits;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import dev.rolecall.connectors.tool.CallPermit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RateLimitsTest {

  private static final Map<String, String> GITLAB_COM = Map.of("edition", "gitlab.com");

  /** So slow that a test does not see a second burst. */
  private static final Limit TWO = new Limit(1, 2);

  /** One each 800 ms. */
  private static final Limit ONE_IN_A_WHILE = new Limit(75, 1);

  @Test
  void aPermitThatBecomesFreeGoesToALeaverWhoeverCameFirst() throws InterruptedException {
    Turnstile turnstile = new Turnstile(ONE_IN_A_WHILE);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    turnstile.acquire();
    List<Thread> threads =
        List.of(
            waits(turnstile, 1, "look", Urgency.LOOK, order),
            waits(turnstile, 2, "joiner", Urgency.REST, order),
            waits(turnstile, 3, "another joiner", Urgency.REST, order),
            waits(turnstile, 4, "leaver", Urgency.LEAVER, order));
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(order).containsExactly("leaver", "joiner", "another joiner", "look");
  }

  @Test
  void whoGivesUpLeavesThePermitToTheNext() throws InterruptedException {
    Turnstile turnstile = new Turnstile(ONE_IN_A_WHILE);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    turnstile.acquire();
    Thread first = waits(turnstile, 1, "first", Urgency.REST, order);
    Thread second = waits(turnstile, 2, "second", Urgency.REST, order);
    first.interrupt();
    second.join();
    assertThat(order).containsExactly("second");
  }

  @Test
  void callsCountedApartHaveALimitOfTheirOwnAndCountAmongAll() throws InterruptedException {
    CallPermit apart =
        RateLimits.permit(new CallLimits(Optional.empty(), Map.of(CallClass.REMOVE_MEMBER, TWO)));
    assertThat(passes(apart, CallClass.REMOVE_MEMBER, 3)).isEqualTo(2);
    assertThat(passes(apart, CallClass.WRITE, 30)).isEqualTo(30);

    CallPermit both =
        RateLimits.permit(
            new CallLimits(Optional.of(TWO), Map.of(CallClass.REMOVE_MEMBER, new Limit(50, 10))));
    assertThat(passes(both, CallClass.REMOVE_MEMBER, 1)).isEqualTo(1);
    assertThat(passes(both, CallClass.READ, 2)).isEqualTo(1);
  }

  @Test
  void gitLabRemovesMembersSlowlyAndGitLabComIsCalledSlowly() throws InterruptedException {
    CallPermit own = RateLimits.permit("gitlab", Map.of(), Optional.empty());
    assertThat(passes(own, CallClass.READ, 200)).isEqualTo(200);
    assertThat(passes(own, CallClass.READ_INHERITED, 200)).isEqualTo(200);
    assertThat(passes(own, CallClass.REMOVE_MEMBER, 11)).isEqualTo(10);

    assertThat(passes(gitLabCom(), CallClass.READ, 21)).isEqualTo(20);
    assertThat(passes(gitLabCom(), CallClass.READ_INHERITED, 11)).isEqualTo(10);
  }

  @Test
  void aConfiguredRateReplacesTheDefaultAndDroneHasNone() throws InterruptedException {
    assertThat(passes(RateLimits.permit("gitlab", GITLAB_COM, Optional.of(8)), CallClass.READ, 3))
        .isEqualTo(2);
    assertThat(passes(RateLimits.permit("drone", Map.of(), Optional.of(8)), CallClass.READ, 3))
        .isEqualTo(2);
    assertThat(passes(RateLimits.permit("drone", Map.of(), Optional.empty()), CallClass.READ, 500))
        .isEqualTo(500);
    assertThatThrownBy(() -> RateLimits.permit("drone", Map.of(), Optional.of(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RateLimits.permit("abacus", Map.of(), Optional.empty()))
        .hasMessageContaining("abacus");
  }

  private static CallPermit gitLabCom() {
    return RateLimits.permit("gitlab", GITLAB_COM, Optional.empty());
  }

  /** How many of these calls may be made at once. */
  private static int passes(CallPermit permit, CallClass kind, int calls)
      throws InterruptedException {
    List<Integer> passed = Collections.synchronizedList(new ArrayList<>());
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; i < calls; i++) {
                  permit.acquire(kind);
                  passed.add(i);
                }
              } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
              }
            });
    boolean ended = thread.join(Duration.ofMillis(200));
    if (!ended) {
      thread.interrupt();
      thread.join();
    }
    return passed.size();
  }

  private static Thread waits(
      Turnstile turnstile, int place, String name, Urgency urgency, List<String> order) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                new Turn(urgency)
                    .run(() -> {
                      turnstile.acquire();
                      return order.add(name);
                    });
              } catch (Exception givenUp) {
                Thread.currentThread().interrupt();
              }
            });
    Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> turnstile.waiting() >= place);
    return thread;
  }
}

package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.connectors.plan.ModelTool;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.CallClass;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import dev.rolecall.connectors.tool.CallPermit;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallsTest {

  private static final Duration DEADLINE = Duration.ofMillis(150);
  private static final Applied NOTHING_SENT =
      new Applied.NotNow(Applied.Call.NONE, Optional.empty());
  private static final Whom ADA =
      new Whom(Optional.empty(), List.of(), Optional.of("ada"), Optional.empty(), Optional.empty());

  /** A tool whose changes wait for something that does not come. */
  private static final class Hanging extends ModelTool {
    @Override
    public Applied apply(Whom whom, Change change) {
      try {
        new CountDownLatch(1).await();
        return super.apply(whom, change);
      } catch (InterruptedException told) {
        Thread.currentThread().interrupt();
        return NOTHING_SENT;
      }
    }
  }

  @Test
  void waitingForAPermitDoesNotCountAsReading() throws Exception {
    Turnstile turnstile = new Turnstile(new Limit(100, 1));
    turnstile.acquire();
    try (Calls calls = new Calls(new ModelTool(), DEADLINE)) {
      String read =
          calls.read(
              Urgency.REST,
              () -> {
                turnstile.acquire();
                return "read";
              });
      assertThat(read).isEqualTo("read");
    }
  }

  @Test
  void aReadThatDoesNotAnswerEnds() {
    try (Calls calls = new Calls(new ModelTool(), DEADLINE)) {
      assertThatThrownBy(() ->
              calls.read(
                  Urgency.REST,
                  () -> {
                    new CountDownLatch(1).await();
                    return "never";
                  }))
          .isInstanceOf(ToolException.class)
          .hasMessageContaining("deadline");
    }
  }

  @Test
  void aChangeThatIsToldToStopSaysWhetherAnythingWasSent() throws InterruptedException {
    try (Calls calls = new Calls(new Hanging(), DEADLINE)) {
      assertThat(calls.apply(Urgency.REST, ADA, new Change.CreateAccount(), () -> false))
          .isEqualTo(NOTHING_SENT);
    }
  }

  @Test
  void aChangeOfAPausedToolThatWaitedForAPermitMakesNoCall() throws InterruptedException {
    CallPermit permit = RateLimits.permit("drone", Map.of(), Optional.empty());
    ModelTool asks =
        new ModelTool() {
          @Override
          public Applied apply(Whom whom, Change change) {
            try {
              permit.acquire(CallClass.WRITE);
              return super.apply(whom, change);
            } catch (InterruptedException told) {
              return NOTHING_SENT;
            }
          }
        };
    try (Calls calls = new Calls(asks, DEADLINE)) {
      assertThat(calls.apply(Urgency.REST, ADA, new Change.CreateAccount(), () -> true))
          .isEqualTo(NOTHING_SENT);
      assertThat(asks.journal()).isEmpty();
      calls.apply(Urgency.REST, ADA, new Change.CreateAccount(), () -> false);
      assertThat(asks.journal()).hasSize(1);
    }
  }

  @Test
  void aConnectorThatBreaksMayHaveMadeTheChange() throws InterruptedException {
    ModelTool breaks =
        new ModelTool() {
          @Override
          public Applied apply(Whom whom, Change change) {
            throw new IllegalStateException("a bug");
          }
        };
    try (Calls calls = new Calls(breaks, DEADLINE)) {
      assertThat(calls.apply(Urgency.REST, ADA, new Change.CreateAccount(), () -> false))
          .isInstanceOf(Applied.Unknown.class);
    }
  }
}

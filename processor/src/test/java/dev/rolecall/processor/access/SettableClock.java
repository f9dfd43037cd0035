package dev.rolecall.processor.access;

import dev.rolecall.processor.clock.LogClock;
import java.time.Instant;

/** Says what a test wants: at first, that the clocks agree. */
final class SettableClock implements LogClock {

  private Comparison comparison = new Comparison.Agrees();

  void differs(Instant broker) {
    comparison = new Comparison.Differs(broker, "the test set it so");
  }

  void agrees() {
    comparison = new Comparison.Agrees();
  }

  @Override
  public Comparison compare(Instant own) {
    return comparison;
  }

  @Override
  public void seen(Instant logged) {}
}

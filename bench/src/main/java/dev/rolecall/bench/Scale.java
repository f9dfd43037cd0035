package dev.rolecall.bench;

import java.time.Duration;

/** How long and how much is measured. */
enum Scale {
  /** All measurements in five minutes: the largest sizes are left out. */
  QUICK,
  /** What the published figures come from. */
  FULL;

  <T> T of(T quick, T full) {
    return switch (this) {
      case QUICK -> quick;
      case FULL -> full;
    };
  }

  Duration seconds(double quick, double full) {
    return Duration.ofMillis(Math.round(1_000 * of(quick, full)));
  }
}

package dev.rolecall.processor.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlicesTest {

  private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

  private long now = Long.MAX_VALUE - MILLISECOND;
  private final Slices slices = new Slices(() -> now);

  @Test
  void aSliceEndsWhenItsTimeIsOver() {
    Slice slice = slices.next();
    now += 4 * MILLISECOND;
    assertThat(slice.isOver()).isFalse();
    now += MILLISECOND;
    assertThat(slice.isOver()).isTrue();
  }

  @Test
  void aSliceEndsWhenItHasWrittenEnough() {
    Slice slice = slices.next();
    slice.wrote(99);
    assertThat(slice.isOver()).isFalse();
    slice.wrote(1);
    assertThat(slice.isOver()).isTrue();
  }

  @Test
  void partitionsThatWorkAtTheSameTimeShareIt() {
    for (int job = 0; job < 5; job++) {
      slices.begun();
    }
    Slice shared = slices.next();
    now += MILLISECOND;
    assertThat(shared.isOver()).isTrue();
    Slice full = slices.next();
    full.wrote(20);
    assertThat(full.isOver()).isTrue();

    for (int job = 0; job < 4; job++) {
      slices.ended();
    }
    Slice alone = slices.next();
    alone.wrote(99);
    now += MILLISECOND;
    assertThat(alone.isOver()).isFalse();
  }
}

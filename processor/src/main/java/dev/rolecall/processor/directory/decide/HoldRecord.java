package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldEntry;

/** One record of holds: what waits for a decision, or what became of it. */
public record HoldRecord(String key, HoldEntry entry) {

  static HoldRecord of(Hold hold) {
    return new HoldRecord(hold.getId(), new HoldEntry(hold));
  }
}

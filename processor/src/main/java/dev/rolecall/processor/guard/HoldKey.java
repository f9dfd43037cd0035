package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldTrigger;

/**
 * What one decision is about: all that is held for the same reason.
 *
 * @param subject tells holds with the same trigger apart; "" where a tool has one at a time
 */
record HoldKey(HoldTrigger trigger, String subject) {

  static HoldKey of(HoldTrigger trigger) {
    return new HoldKey(trigger, "");
  }

  static HoldKey of(Hold hold) {
    return new HoldKey(hold.getTrigger(), hold.getSubject());
  }
}

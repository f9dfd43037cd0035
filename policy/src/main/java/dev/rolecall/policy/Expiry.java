package dev.rolecall.policy;

import dev.rolecall.policy.condition.Attribute;
import java.time.Duration;

/** When what a rule gives ends by itself. */
sealed interface Expiry {

  /** So long after the person joined the group. */
  record After(Duration duration) implements Expiry {}

  /**
   * At a date that the identity provider sends.
   *
   * @param forever whether somebody without a date is given it without end
   */
  record At(Attribute attribute, boolean forever) implements Expiry {}
}

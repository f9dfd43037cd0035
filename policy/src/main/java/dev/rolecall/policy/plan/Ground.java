package dev.rolecall.policy.plan;

import dev.rolecall.policy.RuleReason;
import dev.rolecall.schemas.avro.Reason;

/**
 * A rule that gives a role, or that gave it.
 *
 * @param line from 1
 */
public record Ground(String rule, String file, int line) {

  static Ground of(RuleReason reason) {
    return new Ground(reason.rule(), reason.file(), reason.line());
  }

  static Ground of(Reason reason) {
    return new Ground(reason.getRule(), reason.getFile(), reason.getLine());
  }
}

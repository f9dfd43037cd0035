package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Reason;
import java.util.List;

/** Reasons of grants that no rule of a policy gave. */
final class NoRule {

  private NoRule() {}

  /**
   * A reason that stands where a rule's would.
   *
   * @param instead what operators read in place of the rule
   */
  static Reason because(String instead) {
    return new Reason(instead, "", 0, "", null, null, List.of(), null);
  }
}

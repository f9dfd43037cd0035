package dev.rolecall.ingest.exchange;

import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Rejected;

/** What became of a command, as far as is known here. */
public sealed interface Answer {

  /** Decided and durable. */
  record Done(Accepted accepted) implements Answer {}

  /** Decided: nothing was changed. */
  record Refused(Rejected rejected) implements Answer {}

  /** Sent, and nothing heard of it: it may or may not take effect until its deadline. */
  record Unknown(String why) implements Answer {}

  /** Not sent, so it will never take effect; the same may succeed soon. */
  record NotSent(String why) implements Answer {}

  /** Not sent: larger than a command may be. */
  record TooLarge() implements Answer {}
}

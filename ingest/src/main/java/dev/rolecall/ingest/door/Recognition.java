package dev.rolecall.ingest.door;

import java.util.Optional;

/** Whose token was presented. */
sealed interface Recognition {

  /** One of ours. */
  record Known(Caller caller) implements Recognition {}

  /**
   * Nobody who may enter.
   *
   * @param directory when it is known
   * @param token the name of one of ours
   */
  record Rejected(Refusal reason, Optional<String> directory, Optional<String> token)
      implements Recognition {}

  /** Of somebody of whom nothing is known. */
  static Rejected stranger(Refusal reason) {
    return new Rejected(reason, Optional.empty(), Optional.empty());
  }
}

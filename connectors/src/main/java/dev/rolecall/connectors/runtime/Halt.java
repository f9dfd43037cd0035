package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.avro.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why work on a person ends before everything is as it should be. */
sealed interface Halt {

  record No() implements Halt {}

  /** Back off and try again. */
  record Wait(String reason, Optional<Duration> retryAfter) implements Halt {}

  /** Nothing to wait for here: goes on as soon as somebody takes it up. */
  record Refused(String reason) implements Halt {}

  /** A person has to act. */
  record Blocked(List<Finding> findings) implements Halt {
    Blocked(Finding finding) {
      this(List.of(finding));
    }

    Blocked and(Finding finding) {
      return new Blocked(Stream.concat(findings.stream(), Stream.of(finding)).toList());
    }
  }
}

package dev.rolecall.ingest.door;

import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.time.Duration;
import java.util.Optional;

/** What the door says to a request. */
public sealed interface Admission {

  /** In. */
  record Entered(Caller caller) implements Admission {}

  /**
   * Not this time.
   *
   * @param needed what the request would have needed
   * @param directory when the token says which
   * @param token the name of a token that is known and may not enter all the same
   * @param retryAfter when it was too much; the answer is 429 then
   */
  record Refused(
      Refusal reason,
      TokenScope needed,
      Optional<String> directory,
      Optional<String> token,
      Optional<Duration> retryAfter)
      implements Admission {

    /** The HTTP status. */
    public int status() {
      return retryAfter.isPresent() ? 429 : reason.status();
    }
  }
}

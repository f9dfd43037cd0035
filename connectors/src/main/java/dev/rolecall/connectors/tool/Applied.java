package dev.rolecall.connectors.tool;

import java.time.Duration;
import java.util.Optional;

/** What came of one change: decides what happens next. */
public sealed interface Applied {

  /** What the tool answered, for the audit. */
  Call call();

  /** The tool says it is done; only reading back proves it. */
  record Done(Call call) implements Applied {}

  /** It was so already. */
  record Already(Call call) implements Applied {}

  /** A role from a place above makes it unnecessary, and the tool refuses it. */
  record SatisfiedByInheritance(Call call) implements Applied {}

  /** Accepted; somebody else has to act: an invitation, an approval. */
  record PendingExternal(Call call, String what) implements Applied {}

  /** Not now: too many calls, or the tool is unwell. */
  record NotNow(Call call, Optional<Duration> retryAfter) implements Applied {}

  /** The tool has something else than we read: read again. */
  record Conflict(Call call) implements Applied {}

  /**
   * The tool or another directory owns this: a last owner, a locked membership, a bot. Not a reason
   * to retry.
   */
  record Refused(Call call, String why) implements Applied {}

  /** The tool refuses because nobody else would hold the role. */
  record LastHolder(Call call) implements Applied {}

  /** Our credentials do not allow anything: the whole instance stops. */
  record Unauthorised(Call call, String why) implements Applied {}

  /** The API cannot do it; a person can. */
  record Manual(Call call, String instruction) implements Applied {}

  /** The tool says the request is wrong: our mistake, or an unknown role or scope. */
  record Invalid(Call call, String why) implements Applied {}

  /** No answer, or the answer was lost: it may have happened. */
  record Unknown(Call call) implements Applied {}

  /**
   * One HTTP call, without bodies or secrets.
   *
   * @param path with placeholders instead of ids
   * @param status 0: no answer; -1: no call was made
   */
  record Call(String method, String path, int status) {
    /** Nothing had to be called. */
    public static final Call NONE = new Call("-", "-", -1);
  }
}

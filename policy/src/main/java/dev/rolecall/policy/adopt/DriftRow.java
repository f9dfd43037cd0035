package dev.rolecall.policy.adopt;

import java.util.Optional;

/**
 * One scope of one holder, or one role of it where roles add up.
 *
 * @param wanted the role that access wants; empty: none
 * @param held the role that the tool has; empty: none
 * @param origin of what is held
 */
public record DriftRow(
    String holder,
    String name,
    Holder.Kind kind,
    String scope,
    Optional<String> wanted,
    Optional<String> held,
    Optional<Origin> origin,
    Reason reason) {

  /** What a row comes to. */
  public enum Verdict {
    /** The tool has what access wants, or what is nobody's business. */
    EXPLAINED,
    /** The tool has more than access wants. */
    UNEXPLAINED,
    /** The tool has less than access wants. */
    MISSING
  }

  /** Why, in a word. */
  public enum Reason {
    /** Wanted, and Rolecall gave it. */
    GRANTED(Verdict.EXPLAINED, "granted"),
    /** Wanted, and taken over. */
    ADOPTED(Verdict.EXPLAINED, "adopted"),
    /** Wanted, and somebody else gave it: it can be taken over. */
    BY_HAND(Verdict.EXPLAINED, "by-hand"),
    /** Of an account that is left alone. */
    BOT(Verdict.EXPLAINED, "bot"),
    /** Somebody gave it, and nothing wants it. */
    NO_RULE(Verdict.UNEXPLAINED, "no-rule"),
    /** Higher than wanted. */
    HIGHER(Verdict.UNEXPLAINED, "higher"),
    /** Rolecall's own, and no longer wanted. */
    NO_LONGER_WANTED(Verdict.UNEXPLAINED, "no-longer-wanted"),
    /** Of somebody who has left. */
    LEAVER(Verdict.UNEXPLAINED, "leaver"),
    /** Of an account that may be one of several people's. */
    AMBIGUOUS(Verdict.UNEXPLAINED, "ambiguous"),
    /** Of an account that is nobody's. */
    ORPHAN(Verdict.UNEXPLAINED, "orphan"),
    /** Wanted, and the tool has nothing there. */
    NOT_HELD(Verdict.MISSING, "not-held"),
    /** Lower than wanted. */
    LOWER(Verdict.MISSING, "lower"),
    /** Wanted, and there is no account to have it. */
    NO_ACCOUNT(Verdict.MISSING, "no-account");

    private final Verdict verdict;
    private final String word;

    Reason(Verdict verdict, String word) {
      this.verdict = verdict;
      this.word = word;
    }

    public Verdict verdict() {
      return verdict;
    }

    /** For tables and programs; stays the same. */
    public String word() {
      return word;
    }
  }

  public Verdict verdict() {
    return reason.verdict();
  }

  /** Names are personal and stay out of logs. */
  @Override
  public String toString() {
    return "DriftRow[%s, %s, %s, %s, %s]".formatted(holder, scope, wanted, held, reason);
  }
}

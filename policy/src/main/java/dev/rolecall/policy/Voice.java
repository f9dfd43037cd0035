package dev.rolecall.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one rule says about a person, and what becomes of it.
 *
 * @param tool null when the rule says it of no tool in particular, or does not mean the person
 * @param scope null as {@code tool}
 * @param role the role that it gives, or the highest that it leaves; null when it leaves nothing
 * @param by the rule that stands against it; null when none does
 * @param from when it begins; null: it has begun
 * @param until when it ends by itself; null: not
 * @param detail for people: why it does not speak, when that takes more than the fate
 */
public record Voice(
    Kind kind,
    RuleReason reason,
    @Nullable String tool,
    @Nullable String scope,
    @Nullable String role,
    Fate fate,
    @Nullable RuleReason by,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String detail) {

  /** What kind of rule speaks. */
  public enum Kind {
    RULE,
    TEMPORARY,
    CAP,
    DENY,
    SEPARATION
  }

  /** What becomes of what it says. */
  public enum Fate {
    /** The person holds this because of it. */
    GIVEN,
    /** The person holds a higher role in the scope. */
    OUTRANKED,
    /** A cap left a lower role of it; the person holds that because of it. */
    LOWERED,
    /** A cap left nothing of it. */
    CAPPED,
    DENIED,
    /** A separation of duties holds it back. */
    WITHHELD,
    /** It has ended. */
    OVER,
    /** It has not begun. */
    NOT_YET,
    /** The date at which it ends is missing. */
    NO_END,
    /** Its scope or role is none of the tool's. */
    UNKNOWN,
    /** A cap, a deny or a separation that speaks of the person. */
    AGAINST,
    /** Its group matches, the rest of what it asks for does not. */
    NOT_MEANT
  }
}

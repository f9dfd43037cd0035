package dev.rolecall.processor.access;

import dev.rolecall.processor.guard.Sha256;
import dev.rolecall.schemas.avro.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator should know of a person's access. No personal data.
 *
 * @param tool null when it concerns no tool in particular
 * @param what one word for the kind, as in {@code unknown-scope}
 * @param message what is wrong and what to do
 * @param reasons the rule that wanted to give something
 */
record Finding(@Nullable String tool, String what, String message, List<Reason> reasons) {

  /** Enough of a digest to tell the findings of one person apart. */
  private static final int DIGITS = 16;

  Finding {
    reasons = List.copyOf(reasons);
  }

  /** The same for the same text; where a rule stands is no part of it. */
  String digest() {
    return Sha256.of(tool + "\n" + what + "\n" + message).substring(0, DIGITS);
  }
}

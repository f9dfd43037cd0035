package dev.rolecall.processor.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A step from an attribute's value to the name of an account. */
enum AccountTransform {
  /** What stands before the first @; everything when there is none. */
  BEFORE_AT("before-at") {
    @Override
    String apply(String value) {
      int at = value.indexOf('@');
      return at < 0 ? value : value.substring(0, at);
    }
  },
  LOWER("lower") {
    @Override
    String apply(String value) {
      return value.toLowerCase(Locale.ROOT);
    }
  },
  /** Each character outside a-z, 0-9, dot, underscore and dash becomes a dash; capitals too. */
  DASH("dash") {
    @Override
    String apply(String value) {
      return REFUSED.matcher(value).replaceAll("-");
    }
  };

  private static final Pattern REFUSED = Pattern.compile("[^a-z0-9._-]");

  private final String word;

  AccountTransform(String word) {
    this.word = word;
  }

  abstract String apply(String value);

  String word() {
    return word;
  }

  static Optional<AccountTransform> called(String word) {
    return Arrays.stream(values()).filter(transform -> transform.word.equals(word)).findFirst();
  }
}

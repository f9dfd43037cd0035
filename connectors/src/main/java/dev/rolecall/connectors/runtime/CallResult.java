package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Applied;
import java.util.Locale;

/** What came of a change, as metrics count it. */
enum CallResult {
  DONE,
  ALREADY,
  SATISFIED_BY_INHERITANCE,
  PENDING_EXTERNAL,
  NOT_NOW,
  CONFLICT,
  REFUSED,
  LAST_HOLDER,
  UNAUTHORISED,
  MANUAL,
  INVALID,
  UNKNOWN;

  static CallResult of(Applied applied) {
    return switch (applied) {
      case Applied.Done done -> DONE;
      case Applied.Already already -> ALREADY;
      case Applied.SatisfiedByInheritance enough -> SATISFIED_BY_INHERITANCE;
      case Applied.PendingExternal pending -> PENDING_EXTERNAL;
      case Applied.NotNow notNow -> NOT_NOW;
      case Applied.Conflict conflict -> CONFLICT;
      case Applied.Refused refused -> REFUSED;
      case Applied.LastHolder last -> LAST_HOLDER;
      case Applied.Unauthorised no -> UNAUTHORISED;
      case Applied.Manual manual -> MANUAL;
      case Applied.Invalid invalid -> INVALID;
      case Applied.Unknown unknown -> UNKNOWN;
    };
  }

  String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

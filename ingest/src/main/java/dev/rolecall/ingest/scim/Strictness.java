package dev.rolecall.ingest.scim;

import java.util.Collection;
import java.util.Optional;

/** What is wrong with each deviation, for clients that want to be told. */
public final class Strictness {

  private Strictness() {}

  /** The error for the first of these deviations that breaks the RFCs; empty when none does. */
  public static Optional<ScimError> refusal(Collection<Deviation> deviations) {
    return deviations.stream().sorted().flatMap(each -> refusal(each).stream()).findFirst();
  }

  private static Optional<ScimError> refusal(Deviation deviation) {
    return type(deviation)
        .map(type ->
            ScimError.badRequest(
                type, "This directory has the profile strict: " + deviation.label() + "."));
  }

  private static Optional<ScimType> type(Deviation deviation) {
    return switch (deviation) {
      case OP_CASE,
          OP_MISSING,
          ENVELOPE,
          MESSAGE,
          SCHEMA_ALIAS,
          SCHEMAS_MISSING,
          UNKNOWN_SCHEMA,
          UNLISTED_EXTENSION,
          UNKNOWN_ATTRIBUTE,
          UNQUOTED_TAG ->
          Optional.of(ScimType.INVALID_SYNTAX);
      case UNCLEAN_PATH, PATH_AS_KEY, UNQUALIFIED_EXTENSION, ADDRESS_CASE ->
          Optional.of(ScimType.INVALID_PATH);
      case UNQUOTED_VALUE, PATH_IN_FILTER -> Optional.of(ScimType.INVALID_FILTER);
      case READ_ONLY_IGNORED -> Optional.of(ScimType.MUTABILITY);
      case SYNTHESISED_ELEMENT -> Optional.of(ScimType.NO_TARGET);
      case STRING_BOOLEAN,
          STRING_NUMBER,
          NOT_A_STRING,
          LIST_FOR_SINGLE,
          SINGLE_FOR_LIST,
          SCALAR_FOR_COMPLEX,
          EMPTY_STRING,
          JSON_IN_STRING,
          SEVERAL_PRIMARIES,
          ELEMENT_WITHOUT_VALUE,
          REMOVE_WITH_VALUE,
          UNUSABLE_MEMBER ->
          Optional.of(ScimType.INVALID_VALUE);
      // RFC 7644 allows application/json (§ 3.8) and a remove that finds nothing (§ 3.5.2.2), and
      // says nothing of slashes and of parameters of others.
      case MEDIA_TYPE, UNMATCHED_REMOVE, UNTIDY_ADDRESS, UNKNOWN_PARAMETER -> Optional.empty();
    };
  }
}

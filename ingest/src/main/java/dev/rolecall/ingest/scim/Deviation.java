package dev.rolecall.ingest.scim;

import java.util.Locale;

/**
 * Where a request left the RFCs and was understood all the same. Counted, so that operators see
 * which dialect a client speaks.
 */
public enum Deviation {
  /** {@code "op":"Replace"}. */
  OP_CASE,
  /** No {@code op}: taken as replace. */
  OP_MISSING,
  /** A key of a PATCH in another spelling, or {@code schemas} without the PatchOp URN. */
  ENVELOPE,
  /** Spaces around it, a leading slash, or percent-encoding. */
  UNCLEAN_PATH,
  /** A path as a key of a pathless value. */
  PATH_AS_KEY,
  /** An attribute of an extension without the URN. */
  UNQUALIFIED_EXTENSION,
  /** A schema URN in a spelling that is not its own. */
  SCHEMA_ALIAS,
  /** An attribute that only this service may write. */
  READ_ONLY_IGNORED,
  UNKNOWN_ATTRIBUTE,
  /** {@code "False"}. */
  STRING_BOOLEAN,
  STRING_NUMBER,
  /** A number or boolean where a string is due. */
  NOT_A_STRING,
  /** {@code ["x"]} for a single value. */
  LIST_FOR_SINGLE,
  /** An object or scalar where a list is due. */
  SINGLE_FOR_LIST,
  /** {@code "m2"} for {@code {"value":"m2"}}. */
  SCALAR_FOR_COMPLEX,
  /** {@code ""} for no value. */
  EMPTY_STRING,
  /** An object as JSON text inside a string. */
  JSON_IN_STRING,
  /** More than one primary in a list: the last one wins. */
  SEVERAL_PRIMARIES,
  /** An element without its value: dropped. */
  ELEMENT_WITHOUT_VALUE,
  /** A value path that matched nothing: an element was made from it. */
  SYNTHESISED_ELEMENT,
  /** A remove with a value. */
  REMOVE_WITH_VALUE,
  /** A remove that found nothing to remove. */
  UNMATCHED_REMOVE,
  /** A member id that can never be one of ours: skipped. */
  UNUSABLE_MEMBER,
  /** A resource without {@code schemas}. */
  SCHEMAS_MISSING,
  /** A schema in {@code schemas} that is none of the resource's. */
  UNKNOWN_SCHEMA,
  /** An extension's attributes without its URN in {@code schemas}. */
  UNLISTED_EXTENSION,
  /** {@code externalId eq x}: a text of a filter without quotation marks. */
  UNQUOTED_VALUE,
  /** {@code emails[type eq "work"].value eq "x"}: a grammar for paths, used in a filter. */
  PATH_IN_FILTER,
  /** A body that does not say that it is {@code application/scim+json}. */
  MEDIA_TYPE,
  /** Doubled or trailing slashes in the address. */
  UNTIDY_ADDRESS,
  /** A query parameter that is none of SCIM's. */
  UNKNOWN_PARAMETER,
  /** An entity tag without quotation marks. */
  UNQUOTED_TAG;

  /** For metrics: lower case with dashes. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Deviation;
import dev.rolecall.ingest.scim.SearchRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Where a request left the RFCs before its body was looked at, and was understood all the same. */
final class RequestDialect {

  private RequestDialect() {}

  /**
   * What was tolerated.
   *
   * @param path below the base path, as it came
   * @param parameters names in the query
   * @param mediaType of the body; empty: none was given
   */
  static Set<Deviation> of(
      String path, Set<String> parameters, boolean hasBody, Optional<String> mediaType) {
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    if (path.contains("//") || (path.length() > 1 && path.endsWith("/"))) {
      seen.add(Deviation.UNTIDY_ADDRESS);
    }
    if (!SearchRequest.PARAMETERS.containsAll(parameters)) {
      seen.add(Deviation.UNKNOWN_PARAMETER);
    }
    if (hasBody && mediaType.filter(RequestDialect::isScim).isEmpty()) {
      seen.add(Deviation.MEDIA_TYPE);
    }
    return seen;
  }

  /** Of a condition: {@code 7} and {@code W/7} for {@code W/"7"}. */
  static Set<Deviation> ofCondition(Optional<String> header) {
    return header.filter(tag -> !tag.contains("\"") && !tag.strip().equals("*")).isPresent()
        ? Set.of(Deviation.UNQUOTED_TAG)
        : Set.of();
  }

  private static boolean isScim(String mediaType) {
    return mediaType.split(";", 2)[0].strip().equalsIgnoreCase(Responses.SCIM);
  }
}

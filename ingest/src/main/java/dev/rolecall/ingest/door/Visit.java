package dev.rolecall.ingest.door;

import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.time.Instant;
import java.util.Optional;

/**
 * A request as the door sees it.
 *
 * @param authorization the header, as it was sent
 * @param needed what the request needs to be allowed
 */
public record Visit(
    Optional<String> authorization,
    TokenScope needed,
    Source source,
    String correlation,
    Instant at) {

  private static final String SEARCH = "/.search";

  /** What a request with this method and path needs: a search by POST reads (RFC 7644 § 3.4.3). */
  public static TokenScope needed(String method, String path) {
    boolean reads =
        switch (method) {
          case "GET", "HEAD", "OPTIONS" -> true;
          case "POST" -> path.endsWith(SEARCH);
          default -> false;
        };
    return reads ? TokenScope.READ : TokenScope.WRITE;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Visit[%s, %s]".formatted(needed, correlation);
  }
}

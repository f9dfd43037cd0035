package dev.rolecall.ingest.door;

import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.util.Set;

/**
 * Who calls: a token of a directory.
 *
 * @param directory that the token belongs to
 * @param token its name, or its issuer's and its client's: the actor in the audit
 * @param scopes what it may be used for
 */
public record Caller(String directory, String token, Set<TokenScope> scopes) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }
}

package dev.rolecall.ingest.door;

import java.util.Locale;

/** Why somebody may not enter. */
public enum Refusal {
  /** No token at all. */
  NONE(401, "A bearer token is required."),
  MALFORMED(401, "The Authorization header should be 'Bearer', a space and a token."),
  UNKNOWN(401, "The bearer token is not known here."),
  EXPIRED(401, "The bearer token has expired."),
  /** Not valid yet. */
  EARLY(401, "The bearer token is not valid yet: compare the clocks."),
  /** No end, or one that is too far away. */
  LIFETIME(401, "The bearer token should say 'exp', at most a day after 'iat'."),
  ALGORITHM(401, "The bearer token is signed in a way, or of a type, that is not accepted."),
  ISSUER(401, "The issuer of the bearer token is not configured."),
  AUDIENCE(401, "The audience of the bearer token is not that of one directory."),
  CLIENT(401, "The client of the bearer token is not among those that are configured."),
  SIGNATURE(401, "The signature of the bearer token is not by a key of its issuer."),
  SCOPE(403, "The token lacks the scope that this request needs."),
  /** The directory's request limit. */
  LIMIT(429, "This directory sends more requests a second than it may."),
  /** The issuer's public keys cannot be had: nobody's fault who calls. */
  KEYS(503, "The keys of the token's issuer cannot be read now."),
  BUSY(503, "Too many tokens are being verified.");

  private final int status;
  private final String detail;

  Refusal(int status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  /** The HTTP status, unless the brake makes it 429. */
  public int status() {
    return status;
  }

  /** For people; names no token. */
  public String detail() {
    return detail;
  }

  /** The name in metrics and in the audit. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the request's own token is to blame. */
  boolean isFailure() {
    return status == 401;
  }
}

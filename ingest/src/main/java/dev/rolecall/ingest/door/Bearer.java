package dev.rolecall.ingest.door;

import java.util.Optional;

/** The token of an Authorization header (RFC 6750 § 2.1). */
sealed interface Bearer {

  /** Hashing and parsing must not become work for strangers to give; servers send 1 to 3 KiB. */
  int LONGEST = 8_192;

  String SCHEME = "Bearer ";

  /** Something to look up. */
  record Token(String text) implements Bearer {

    /** Whether it looks like a signed one: three parts, of which the first is a JSON object. */
    boolean isSigned() {
      return text.startsWith("eyJ") && text.chars().filter(each -> each == '.').count() == 2;
    }

    /** Never the token. */
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /** No header. */
  record Missing() implements Bearer {}

  /** Another scheme, nothing behind it, or too long. */
  record Unreadable() implements Bearer {}

  /** Reads a header. */
  static Bearer of(Optional<String> authorization) {
    if (authorization.isEmpty() || authorization.get().isBlank()) {
      return new Missing();
    }
    String header = authorization.get();
    if (header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Unreadable();
    }
    String token = header.substring(SCHEME.length()).strip();
    return token.isEmpty() ? new Unreadable() : new Token(token);
  }
}

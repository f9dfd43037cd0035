package dev.rolecall.app.doctor;

import java.util.Optional;

/** A token as it was typed or read; it is sent to the address under examination, never printed. */
record BearerToken(String secret) {

  private static final String CHECK = "token";

  BearerToken {
    secret = secret.strip();
  }

  /** What can be said about it without sending it. */
  Optional<Result> problem() {
    if (secret.isEmpty()) {
      return Optional.of(
          new Result.Problem(
              CHECK, "the token is empty", "give the token that 'token new' printed"));
    }
    if (secret.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())) {
      return Optional.of(
          new Result.Problem(
              CHECK,
              "the token starts with the word 'Bearer'",
              "leave the word out, here and at the identity provider: it puts the word before it"));
    }
    if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return Optional.of(
          new Result.Problem(
              CHECK,
              "the token has a space, a line break or another character that no token has",
              "copy it again, from its first to its last character"));
    }
    return Optional.empty();
  }

  String header() {
    return "Bearer " + secret;
  }

  /** A text of a server without the token, should it have said it. */
  String masked(String text) {
    return secret.isEmpty() ? text : text.replace(secret, "***");
  }

  @Override
  public String toString() {
    return "BearerToken[***]";
  }
}

package dev.rolecall.sandbox.jenkins;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user record: of somebody with a password, or one that appeared by itself. */
final class Account {
  final String id;
  String fullName;
  @Nullable String description;

  /** Fingerprint; null: a record that no one can sign in to. */
  @Nullable String password;

  /** What a session must carry to be this user's. */
  String seed;

  /** Fingerprints of API tokens, by their uuid. */
  final Map<String, String> tokens = new LinkedHashMap<>();

  Account(String id, String fullName, String seed) {
    this.id = id;
    this.fullName = fullName;
    this.seed = seed;
  }
}

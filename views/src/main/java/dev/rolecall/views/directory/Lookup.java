package dev.rolecall.views.directory;

import java.util.Locale;

/**
 * What narrows a query by an index. It may let more pass than the filter that goes with it, never
 * less.
 */
public sealed interface Lookup {

  /** No index helps. */
  record Everything() implements Lookup {}

  record ById(String id) implements Lookup {}

  /** userName of users, displayName of groups; case does not matter. */
  record ByName(String name) implements Lookup {}

  record ByExternalId(String externalId) implements Lookup {}

  /** Any of a user's addresses; case does not matter. No group has one. */
  record ByEmail(String email) implements Lookup {}

  /** Groups that have this member. No user has one. */
  record ByMember(String member) implements Lookup {}

  /** How names and addresses are written in the index. */
  static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One person of a run: what access says, and what somebody gave by hand. */
final class FaultPerson {

  final String login;
  final String key;

  /** Has no login to create an account under: is invited. */
  final boolean invited;

  /** Nobody may change the account. */
  final boolean isProtected;

  final Map<String, Set<String>> given = new TreeMap<>();

  /** What they held before anything happened. */
  Map<String, Set<String>> atFirst = Map.of();

  boolean everLeft;
  private @Nullable Access access;

  FaultPerson(String login, boolean invited, boolean isProtected) {
    this.login = login;
    this.key = Keys.person("acme", login);
    this.invited = invited;
    this.isProtected = isProtected;
  }

  String email() {
    return login + "@acme.example";
  }

  @Nullable Access access() {
    return access;
  }

  void asked(Access newest) {
    access = newest;
    everLeft |= newest.getDisposition() == Disposition.LEAVER;
  }

  boolean leaves() {
    return access != null && access.getDisposition() == Disposition.LEAVER;
  }

  Set<String> wanted(String scope) {
    Set<String> roles = new TreeSet<>();
    if (access != null) {
      access.getGrants().stream()
          .filter(grant -> grant.getScope().equals(scope))
          .map(Grant::getRole)
          .forEach(roles::add);
    }
    return roles;
  }

  Set<String> given(String scope) {
    return given.getOrDefault(scope, Set.of());
  }

  void gave(String scope, String role) {
    given.computeIfAbsent(scope, unused -> new TreeSet<>()).add(role);
  }
}

package dev.rolecall.sandbox.circleci;

import dev.rolecall.sandbox.http.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody with an account; {@code role} is null for whoever is no member. */
final class Person {
  final String id;
  final String login;
  final String email;
  String token;
  boolean ssoAuthorized;
  @Nullable String role;

  Person(String id, String login, String email, String token, boolean ssoAuthorized) {
    this.id = id;
    this.login = login;
    this.email = email;
    this.token = token;
    this.ssoAuthorized = ssoAuthorized;
  }

  /** Without the address: the public API never shows it. */
  Map<String, @Nullable Object> json() {
    return Json.object("id", id, "login", login, "name", login, "avatar_url", "");
  }

  /** As the web pages see a holder of a role. */
  Map<String, @Nullable Object> grant(String held) {
    return Json.object("user_id", id, "email", email, "username", login, "role", held);
  }
}

package dev.rolecall.sandbox.gitlab;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user of the simulated GitLab. */
final class User {
  final long id;
  final Instant createdAt;
  String username;
  String name;
  String email;
  String publicEmail = "";
  String state = "active";
  boolean admin;
  boolean external;
  boolean bot;
  boolean privateProfile;
  boolean confirmed = true;
  @Nullable String provider;
  @Nullable String externUid;
  @Nullable Long enterpriseGroup;
  @Nullable Instant lastActivity;

  User(long id, Instant createdAt, String username, String name, String email) {
    this.id = id;
    this.createdAt = createdAt;
    this.username = username;
    this.name = name;
    this.email = email;
  }

  boolean is(String wanted) {
    return state.equals(wanted);
  }

  GitlabUser snapshot() {
    return new GitlabUser(id, username, name, email, state, admin, external, bot, enterpriseGroup);
  }
}

package dev.rolecall.sandbox.drone;

import dev.rolecall.sandbox.http.Json;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A repository; {@code permissions} caches what the SCM says, by user id. */
final class Repository {

  enum Permission {
    READ,
    WRITE,
    ADMIN
  }

  final long id;
  final String namespace;
  final String name;
  final TreeMap<Long, Permission> permissions = new TreeMap<>();
  long owner;

  Repository(long id, String namespace, String name, long owner) {
    this.id = id;
    this.namespace = namespace;
    this.name = name;
    this.owner = owner;
  }

  boolean allows(long user, Permission wanted) {
    Permission held = permissions.get(user);
    return held != null && held.compareTo(wanted) >= 0;
  }

  /** To another administrator of the repository; without one, to nobody. */
  void leave(long user) {
    if (owner == user) {
      owner =
          permissions.entrySet().stream()
              .filter(entry -> entry.getKey() != user && entry.getValue() == Permission.ADMIN)
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(0L);
    }
  }

  Map<String, @Nullable Object> json() {
    return Json.object(
        "id",
        id,
        "uid",
        Long.toString(id),
        "user_id",
        owner,
        "namespace",
        namespace,
        "name",
        name,
        "slug",
        namespace + "/" + name,
        "visibility",
        "private",
        "active",
        true);
  }

  Map<String, @Nullable Object> collaborator(Account account) {
    return Json.object(
        "repo_uid",
        Long.toString(id),
        "user_id",
        account.id,
        "login",
        account.login,
        "read",
        allows(account.id, Permission.READ),
        "write",
        allows(account.id, Permission.WRITE),
        "admin",
        allows(account.id, Permission.ADMIN),
        "synced",
        0,
        "created",
        account.created,
        "updated",
        account.created);
  }
}

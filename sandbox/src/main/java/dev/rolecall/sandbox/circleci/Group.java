package dev.rolecall.sandbox.circleci;

import dev.rolecall.sandbox.http.Json;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A group and the ids of its members. */
final class Group {
  final String id;
  final String name;
  final String description;
  final TreeSet<String> members = new TreeSet<>();

  Group(String id, String name, String description) {
    this.id = id;
    this.name = name;
    this.description = description;
  }

  Map<String, @Nullable Object> json() {
    return Json.object("id", id, "name", name, "description", description);
  }
}

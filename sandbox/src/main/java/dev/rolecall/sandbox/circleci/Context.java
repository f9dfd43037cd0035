package dev.rolecall.sandbox.circleci;

import dev.rolecall.sandbox.http.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A context and what restricts it, by the restriction's id. */
final class Context {

  record Restriction(String id, String type, String value) {}

  final String id;
  final String name;
  final Instant created;
  final SequencedMap<String, Restriction> restrictions = new LinkedHashMap<>();

  Context(String id, String name, Instant created) {
    this.id = id;
    this.name = name;
    this.created = created;
  }

  Map<String, @Nullable Object> json() {
    return Json.object("id", id, "name", name, "created_at", created.toString());
  }
}

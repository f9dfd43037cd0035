package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds a role: stored as written, so {@code Bob} and {@code bob} are two. */
public record Holder(Kind kind, String sid) {

  /** What the sid names. */
  public enum Kind {
    USER,
    GROUP,
    /** The untyped entries of old: a user or a group. */
    EITHER
  }

  Map<String, @Nullable Object> json() {
    return Json.object("type", kind.name(), "sid", sid);
  }

  /** Sids are personal. */
  @Override
  public String toString() {
    return "Holder[" + kind + "]";
  }
}

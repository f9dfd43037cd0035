package dev.rolecall.policy.condition;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The attributes of one person, typed: never null, never of another type than declared. */
public final class PersonValues {
  private final boolean active;
  private final SortedMap<String, Object> attributes;

  public PersonValues(boolean active, SortedMap<String, Object> attributes) {
    this.active = active;
    this.attributes = attributes;
  }

  /** A String, a Boolean or a List of String, as {@link Attribute#type} says. */
  public Object of(Attribute attribute) {
    if (attribute.equals(Attribute.ACTIVE)) {
      return active;
    }
    Object raw = raw(attribute.path());
    return switch (attribute.type()) {
      case TEXT -> text(raw);
      case FLAG -> flag(raw);
      case TEXTS -> texts(raw);
    };
  }

  /** Paths of extensions are URNs: letter case does not count in them (RFC 7643 § 2.1). */
  private @Nullable Object raw(String path) {
    Object exact = attributes.get(path);
    if (exact != null || path.indexOf(':') < 0) {
      return exact;
    }
    return attributes.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(path))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static String text(@Nullable Object raw) {
    if (raw instanceof List<?> list) {
      return list.size() == 1 ? String.valueOf(list.getFirst()) : "";
    }
    return raw == null ? "" : raw.toString();
  }

  /** Some identity providers send "True" for true. */
  private static boolean flag(@Nullable Object raw) {
    return raw instanceof Boolean flag
        ? flag
        : raw instanceof String text && text.equalsIgnoreCase("true");
  }

  private static List<String> texts(@Nullable Object raw) {
    if (raw instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return raw == null || raw.toString().isEmpty() ? List.of() : List.of(raw.toString());
  }
}

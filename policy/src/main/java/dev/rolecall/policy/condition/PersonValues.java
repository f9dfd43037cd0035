package dev.rolecall.policy.condition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The attributes of one person, typed: never null, never of another type than declared. */
public final class PersonValues {

  /** As JSON writes numbers; Java would read more, such as words. */
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,32}(\\.\\d{1,32})?([eE][+-]?\\d{1,3})?");

  private final boolean active;
  private final SortedMap<String, Object> attributes;

  public PersonValues(boolean active, SortedMap<String, Object> attributes) {
    this.active = active;
    this.attributes = attributes;
  }

  /**
   * A String, Boolean, Double or Instant, or a List of String or Double, as {@link Attribute#type}
   * says; "" for a date that is missing.
   */
  public Object of(Attribute attribute) {
    if (attribute.equals(Attribute.ACTIVE)) {
      return active;
    }
    Object raw = raw(attribute.path());
    return switch (attribute.type()) {
      case TEXT -> text(raw);
      case FLAG -> flag(raw);
      case NUMBER -> number(text(raw));
      case DATE -> Dates.begin(text(raw)).<Object>map(moment -> moment).orElse("");
      case TEXTS -> texts(raw);
      case NUMBERS ->
          texts(raw).stream().map(PersonValues::number).filter(number -> !number.isNaN()).toList();
    };
  }

  /**
   * Not to be compared when it is none: were it ordered above all numbers, it would grant roles to
   * those who have no number.
   */
  private static Double number(String text) {
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  /** As the identity provider wrote it; "" when missing. */
  public String written(Attribute attribute) {
    return text(raw(attribute.path()));
  }

  /** The value for an expression; none when it cannot be told. */
  Optional<Object> known(Attribute attribute) {
    Object value = of(attribute);
    boolean told =
        switch (attribute.type()) {
          case NUMBER -> value instanceof Double number && !number.isNaN();
          case DATE -> value instanceof Instant;
          case TEXT, FLAG, TEXTS, NUMBERS -> true;
        };
    return told ? Optional.of(value) : Optional.empty();
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

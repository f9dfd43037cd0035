package dev.rolecall.policy.condition;

import java.util.List;

/**
 * An attribute of a person that conditions may name.
 *
 * @param name as in {@code user.name}
 * @param path under which {@code Subject.attributes} holds it
 */
public record Attribute(String name, String path, Type type) {

  /** What its value is. */
  public enum Type {
    /** Text; "" when missing. */
    TEXT,
    /** True or false; false when missing. */
    FLAG,
    /** A number. When missing, or no number, a condition that depends on it cannot be told. */
    NUMBER,
    /** A moment. When missing, or no date, a condition that depends on it cannot be told. */
    DATE,
    /** A list of texts; empty when missing. */
    TEXTS,
    /** A list of numbers; empty when missing. */
    NUMBERS
  }

  /** Whether the person is active, whatever the attributes say. */
  public static final Attribute ACTIVE = new Attribute("active", "active", Type.FLAG);

  /** SCIM core and enterprise attributes (RFC 7643 § 4.1 and § 4.3) by their own names. */
  public static final List<Attribute> STANDARD =
      List.of(
          text("userName"),
          text("displayName"),
          text("title"),
          text("userType"),
          text("department"),
          text("costCenter"),
          text("division"),
          text("organization"),
          text("employeeNumber"),
          text("email"),
          text("locale"),
          text("preferredLanguage"),
          text("timezone"),
          text("nickName"),
          text("manager"),
          ACTIVE);

  private static Attribute text(String name) {
    return new Attribute(name, name, Type.TEXT);
  }
}

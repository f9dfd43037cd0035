package dev.rolecall.ingest.scim;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what a client named: attributes in any case, with or without the URN of their schema.
 */
final class Names {

  /** RFC 7644 § 3.4.2.2, ATTRNAME; $ref is the one name with a dollar. */
  private static final Pattern NAME = Pattern.compile("\\$?[A-Za-z][A-Za-z0-9_-]{0,127}");

  private Names() {}

  /** What was found, and which liberties were taken with its name. */
  record Found(Path path, Set<Deviation> deviations) {
    static final Found NOTHING = new Found(new Path.Unknown());

    private Found(Path path) {
      this(path, Set.of());
    }
  }

  static Found find(ResourceType type, String text) {
    Schema whole = type.extension(text);
    if (whole != null) {
      return new Found(new Path.Extension(whole), spelling(whole, text));
    }
    Schema longest = null;
    int length = -1;
    for (Schema schema : type.schemas()) {
      int prefix = schema.prefixOf(text);
      if (prefix > length) {
        longest = schema;
        length = prefix;
      }
    }
    if (longest != null) {
      Path found = qualified(type, longest, text.substring(length + 1)).path();
      return new Found(found, spelling(longest, text.substring(0, length)));
    }
    if (text.regionMatches(true, 0, "urn:", 0, 4)) {
      return foreign(text);
    }
    Found core = at(null, type.attribute(head(text)), text);
    return core.path() instanceof Path.Unknown ? unqualified(type, text) : core;
  }

  /** An alias; the URN in other letters is the URN. */
  private static Set<Deviation> spelling(Schema schema, String urn) {
    return schema.urn().equalsIgnoreCase(urn) ? Set.of() : Set.of(Deviation.SCHEMA_ALIAS);
  }

  /** A name inside the brackets of a value path. */
  static @Nullable Reference findSub(Attribute attribute, String text) {
    Attribute sub = NAME.matcher(text).matches() ? attribute.sub(text) : null;
    return sub == null ? null : new Reference(null, sub, null);
  }

  private static Found qualified(ResourceType type, Schema schema, String rest) {
    if (schema.equals(type.core())) {
      return at(null, type.attribute(head(rest)), rest);
    }
    return at(schema, schema.attribute(head(rest)), rest);
  }

  /** In a schema of the client's own: an attribute of it, or the schema itself. */
  private static Found foreign(String text) {
    int colon = text.lastIndexOf(':');
    String rest = text.substring(colon + 1);
    if (Schema.isUrn(text.substring(0, colon)) && NAME.matcher(head(rest)).matches()) {
      Schema schema = Schema.foreign(text.substring(0, colon));
      return at(schema, schema.attribute(head(rest)), rest);
    }
    return Schema.isUrn(text) ? new Found(new Path.Extension(Schema.foreign(text))) : Found.NOTHING;
  }

  private static Found unqualified(ResourceType type, String text) {
    Found only = Found.NOTHING;
    for (Schema extension : type.extensions()) {
      Found found = at(extension, extension.attribute(head(text)), text);
      if (!(found.path() instanceof Path.Unknown)) {
        if (!(only.path() instanceof Path.Unknown)) {
          return Found.NOTHING;
        }
        only = new Found(found.path(), Set.of(Deviation.UNQUALIFIED_EXTENSION));
      }
    }
    return only;
  }

  private static Found at(@Nullable Schema extension, @Nullable Attribute attribute, String text) {
    if (attribute == null) {
      return Found.NOTHING;
    }
    int dot = text.indexOf('.');
    if (dot < 0) {
      return target(new Reference(extension, attribute, null));
    }
    Reference sub = findSub(attribute, text.substring(dot + 1));
    return sub == null
        ? Found.NOTHING
        : target(new Reference(extension, attribute, sub.attribute()));
  }

  private static Found target(Reference reference) {
    return new Found(new Path.Target(reference, null));
  }

  private static String head(String text) {
    int dot = text.indexOf('.');
    return dot < 0 ? text : text.substring(0, dot);
  }
}

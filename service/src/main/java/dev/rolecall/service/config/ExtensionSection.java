package dev.rolecall.service.config;

import dev.rolecall.service.config.DirectoryConfig.AttributeType;
import dev.rolecall.service.config.DirectoryConfig.ExtensionAttribute;
import dev.rolecall.service.config.DirectoryConfig.ExtensionSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The section {@code extensions} of a directory: schemas of the installation's own. */
final class ExtensionSection {

  /** What a policy can name too (RFC 8141 § 2, without what would need quoting). */
  private static final Pattern URN =
      Pattern.compile("(?i)urn:[a-z0-9][a-z0-9-]{0,31}:[a-z0-9._:-]{0,254}[a-z0-9._-]");

  /** RFC 7643 § 2.1, without the dollar, which no filter can name (RFC 7644 § 3.4.2.2). */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  /** The schemas of the RFCs, and of SCIM 1.1, whose names stand for them. */
  private static final List<String> RESERVED =
      List.of("urn:ietf:params:scim:", "urn:scim:schemas:");

  /** Each is looked at for each name that a client writes. */
  private static final int MOST_EXTENSIONS = 8;

  /** More is not an extension but another system's table. */
  private static final int MOST_ATTRIBUTES = 100;

  private ExtensionSection() {}

  static List<ExtensionSchema> read(ConfigNode node) {
    List<ExtensionSchema> schemas = new ArrayList<>();
    for (ConfigNode each : node.elements()) {
      ExtensionSchema schema = schema(each);
      for (ExtensionSchema other : schemas) {
        distinct(schema.urn(), other.urn(), each.at("urn"));
      }
      schemas.add(schema);
    }
    if (schemas.size() > MOST_EXTENSIONS) {
      node.problem("more than " + MOST_EXTENSIONS + " extensions");
    }
    return schemas;
  }

  private static ExtensionSchema schema(ConfigNode node) {
    node.only(Set.of("urn", "name", "description", "attributes"));
    String urn = node.at("urn").required("e.g. urn:acme:scim:schemas:1.0:Person");
    urn(urn, node.at("urn"));
    List<ExtensionAttribute> attributes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    ConfigNode declared = node.at("attributes");
    declared
        .children()
        .forEach((name, attribute) -> {
          attributes.add(attribute(name, attribute));
          if (!names.add(name.toLowerCase(Locale.ROOT))) {
            attribute.problem("is declared twice: letter case does not count in names");
          }
        });
    if (attributes.isEmpty()) {
      declared.problem("needs at least one attribute, e.g. badge: {type: integer}");
    }
    if (attributes.size() > MOST_ATTRIBUTES) {
      declared.problem("more than " + MOST_ATTRIBUTES + " attributes");
    }
    return new ExtensionSchema(
        urn,
        node.at("name").text().orElse(urn),
        node.at("description").text().orElse(""),
        attributes);
  }

  private static void urn(String urn, ConfigNode node) {
    if (urn.isEmpty()) {
      return;
    }
    if (!URN.matcher(urn).matches()) {
      node.problem("should be a URN like urn:acme:scim:schemas:1.0:Person");
    }
    String lower = urn.toLowerCase(Locale.ROOT);
    if (RESERVED.stream().anyMatch(lower::startsWith)) {
      node.problem("belongs to the RFCs; use a namespace of your own, e.g. urn:acme:…");
    }
  }

  /** {@code urn:a:b} could be a schema, or the attribute b of another. */
  private static void distinct(String urn, String other, ConfigNode node) {
    String one = urn.toLowerCase(Locale.ROOT) + ":";
    String two = other.toLowerCase(Locale.ROOT) + ":";
    if (one.equals(two)) {
      node.problem("is declared twice");
    } else if (one.startsWith(two) || two.startsWith(one)) {
      node.problem("begins like " + other + ": which attribute is meant could not be told");
    }
  }

  private static ExtensionAttribute attribute(String name, ConfigNode node) {
    node.only(Set.of("type", "multi-valued", "case-exact", "required", "description"));
    if (!NAME.matcher(name).matches()) {
      node.problem("an attribute is named with a letter, then letters, digits, '-' and '_'");
    }
    AttributeType type = node.at("type").choice(AttributeType.class, AttributeType.STRING);
    boolean caseExact = node.at("case-exact").flag();
    if (caseExact && type != AttributeType.STRING && type != AttributeType.REFERENCE) {
      node.at("case-exact").problem("only texts have letter case");
    }
    return new ExtensionAttribute(
        name,
        type,
        node.at("multi-valued").flag(),
        caseExact || type == AttributeType.REFERENCE,
        node.at("required").flag(),
        node.at("description").text().orElse(""));
  }
}

package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Attribute;
import dev.rolecall.ingest.scim.Profile;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.Schema;
import dev.rolecall.ingest.scim.Terms;
import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.ExtensionAttribute;
import dev.rolecall.service.config.DirectoryConfig.ExtensionSchema;
import java.util.List;

/** What a directory's configuration means for its requests. */
final class DirectoryTerms {

  private DirectoryTerms() {}

  static Terms of(DirectoryConfig directory) {
    List<Schema> extensions = directory.extensions().stream().map(DirectoryTerms::schema).toList();
    return Terms.of(
        profile(directory.profile()), ResourceType.USER.with(extensions), ResourceType.GROUP);
  }

  private static Schema schema(ExtensionSchema extension) {
    return Schema.declared(
        extension.urn(),
        extension.name(),
        extension.description(),
        extension.attributes().stream().map(DirectoryTerms::attribute).toList());
  }

  private static Attribute attribute(ExtensionAttribute attribute) {
    return Attribute.declared(
        attribute.name(),
        type(attribute.type()),
        attribute.multiValued(),
        attribute.required(),
        attribute.caseExact(),
        attribute.description());
  }

  private static Attribute.Type type(DirectoryConfig.AttributeType type) {
    return switch (type) {
      case STRING -> Attribute.Type.STRING;
      case BOOLEAN -> Attribute.Type.BOOLEAN;
      case DECIMAL -> Attribute.Type.DECIMAL;
      case INTEGER -> Attribute.Type.INTEGER;
      case DATETIME -> Attribute.Type.DATE_TIME;
      case REFERENCE -> Attribute.Type.REFERENCE;
    };
  }

  private static Profile profile(DirectoryConfig.Profile profile) {
    return switch (profile) {
      case AUTO -> Profile.AUTO;
      case OKTA -> Profile.OKTA;
      case ENTRA -> Profile.ENTRA;
      case STRICT -> Profile.STRICT;
    };
  }
}

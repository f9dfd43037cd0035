package dev.rolecall.ingest.scim;

import dev.rolecall.ingest.scim.Attribute.Mutability;
import dev.rolecall.ingest.scim.Attribute.Returned;
import dev.rolecall.ingest.scim.Attribute.Uniqueness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down an {@link Attribute} by what differs from the defaults of RFC 7643 § 2.2. */
final class Definition {

  private final String name;
  private final Attribute.Type type;
  private final String description;
  private final List<Attribute> subAttributes = new ArrayList<>();
  private boolean multiValued;
  private boolean required;
  private boolean caseExact;
  private Mutability mutability = Mutability.READ_WRITE;
  private Returned returned = Returned.DEFAULT;
  private Uniqueness uniqueness = Uniqueness.NONE;
  private List<String> canonicalValues = List.of();
  private List<String> referenceTypes = List.of();

  private Definition(String name, Attribute.Type type, String description) {
    this.name = name;
    this.type = type;
    this.description = description;
  }

  static Definition string(String name, String description) {
    return new Definition(name, Attribute.Type.STRING, description);
  }

  static Definition flag(String name, String description) {
    return new Definition(name, Attribute.Type.BOOLEAN, description);
  }

  static Definition dateTime(String name, String description) {
    return new Definition(name, Attribute.Type.DATE_TIME, description);
  }

  static Definition binary(String name, String description) {
    return new Definition(name, Attribute.Type.BINARY, description).exact();
  }

  static Definition reference(String name, String description, String... referenceTypes) {
    Definition definition = new Definition(name, Attribute.Type.REFERENCE, description).exact();
    definition.referenceTypes = List.of(referenceTypes);
    return definition;
  }

  static Definition complex(String name, String description, Definition... subAttributes) {
    Definition definition = new Definition(name, Attribute.Type.COMPLEX, description);
    Arrays.stream(subAttributes).map(Definition::build).forEach(definition.subAttributes::add);
    return definition;
  }

  Definition many() {
    multiValued = true;
    return this;
  }

  Definition required() {
    required = true;
    return this;
  }

  Definition exact() {
    caseExact = true;
    return this;
  }

  Definition readOnly() {
    mutability = Mutability.READ_ONLY;
    return this;
  }

  Definition immutable() {
    mutability = Mutability.IMMUTABLE;
    return this;
  }

  Definition writeOnly() {
    mutability = Mutability.WRITE_ONLY;
    returned = Returned.NEVER;
    return this;
  }

  Definition always() {
    returned = Returned.ALWAYS;
    return this;
  }

  Definition unique() {
    uniqueness = Uniqueness.SERVER;
    return this;
  }

  Definition values(String... values) {
    canonicalValues = List.of(values);
    return this;
  }

  Attribute build() {
    return new Attribute(
        name,
        type,
        multiValued,
        required,
        caseExact,
        mutability,
        returned,
        uniqueness,
        description,
        canonicalValues,
        referenceTypes,
        subAttributes);
  }
}

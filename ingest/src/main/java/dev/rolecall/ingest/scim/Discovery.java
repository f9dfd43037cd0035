package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documents with which a service describes itself (RFC 7644 § 4): made from the same schemas
 * that drive everything else.
 */
public final class Discovery {

  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

  private final String root;
  private final List<ResourceType> types;

  /**
   * For one directory.
   *
   * @param root absolute address of the SCIM root, without a slash at its end
   * @param types what it has
   */
  public Discovery(String root, List<ResourceType> types) {
    this.root = root;
    this.types = List.copyOf(types);
  }

  /** For a directory without extensions of its own. */
  public Discovery(String root) {
    this(root, ResourceType.ALL);
  }

  /** What is supported (RFC 7643 § 5). */
  public ObjectNode serviceProviderConfig() {
    ObjectNode config = document("ServiceProviderConfig");
    supported(config, "patch", true);
    supported(config, "bulk", true)
        .put("maxOperations", Limits.MAX_BULK_OPERATIONS)
        .put("maxPayloadSize", Limits.MAX_BULK_BYTES);
    supported(config, "filter", true).put("maxResults", Limits.MAX_PAGE);
    supported(config, "changePassword", false);
    supported(config, "sort", true);
    supported(config, "etag", true);
    pagination(config);
    config
        .putArray("authenticationSchemes")
        .addObject()
        .put("type", "oauthbearertoken")
        .put("name", "Bearer token")
        .put("description", "A token of the directory in the Authorization header")
        .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
        .put("primary", true);
    config.set("meta", meta("ServiceProviderConfig", "/ServiceProviderConfig"));
    return config;
  }

  /** RFC 9865 § 4. Who asks for neither gets what was there before cursors. */
  private static void pagination(ObjectNode config) {
    config
        .putObject("pagination")
        .put("cursor", true)
        .put("index", true)
        .put("defaultPaginationMethod", "index")
        .put("defaultPageSize", Limits.DEFAULT_PAGE)
        .put("maxPageSize", Limits.MAX_PAGE)
        .put("cursorTimeout", Limits.CURSOR_TIMEOUT.toSeconds());
  }

  /** All resource types (RFC 7643 § 6). */
  public ObjectNode resourceTypes() {
    return list(types.stream().map(this::document).toList());
  }

  /** One resource type by its name. */
  public Optional<ObjectNode> resourceType(String name) {
    return types.stream().filter(type -> type.name().equals(name)).findFirst().map(this::document);
  }

  /** All schemas (RFC 7643 § 7). */
  public ObjectNode schemas() {
    return list(allSchemas().map(this::document).toList());
  }

  /** One schema by its URN. */
  public Optional<ObjectNode> schema(String urn) {
    return allSchemas()
        .filter(schema -> schema.urn().equalsIgnoreCase(urn))
        .findFirst()
        .map(this::document);
  }

  private Stream<Schema> allSchemas() {
    return types.stream().flatMap(type -> type.schemas().stream());
  }

  private static ObjectNode list(List<ObjectNode> documents) {
    return ListResponse.render(documents, documents.size(), 1);
  }

  private ObjectNode document(ResourceType type) {
    ObjectNode document = document("ResourceType");
    document.put("id", type.name()).put("name", type.name()).put("description", type.description());
    document.put("endpoint", type.endpoint()).put("schema", type.core().urn());
    ArrayNode extensions = document.putArray("schemaExtensions");
    type.extensions()
        .forEach(extension ->
            extensions
                .addObject()
                .put("schema", extension.urn())
                .put("required", extension.required()));
    document.set("meta", meta("ResourceType", "/ResourceTypes/" + type.name()));
    return document;
  }

  private ObjectNode document(Schema schema) {
    ObjectNode document = document("Schema");
    document
        .put("id", schema.urn())
        .put("name", schema.name())
        .put("description", schema.description());
    attributes(document.putArray("attributes"), schema.attributes());
    document.set("meta", meta("Schema", "/Schemas/" + schema.urn()));
    return document;
  }

  private static void attributes(ArrayNode array, List<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      ObjectNode document = array.addObject();
      document.put("name", attribute.name()).put("type", attribute.type().keyword());
      document
          .put("multiValued", attribute.multiValued())
          .put("description", attribute.description());
      document.put("required", attribute.required()).put("caseExact", attribute.caseExact());
      document
          .put("mutability", attribute.mutability().keyword())
          .put("returned", attribute.returned().keyword());
      document.put("uniqueness", attribute.uniqueness().keyword());
      strings(document, "canonicalValues", attribute.canonicalValues());
      strings(document, "referenceTypes", attribute.referenceTypes());
      if (!attribute.subAttributes().isEmpty()) {
        attributes(document.putArray("subAttributes"), attribute.subAttributes());
      }
    }
  }

  private static void strings(ObjectNode document, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = document.putArray(name);
      values.forEach(array::add);
    }
  }

  private static ObjectNode document(String kind) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putArray("schemas").add(CORE + kind);
    return document;
  }

  private static ObjectNode supported(ObjectNode config, String feature, boolean isSupported) {
    return config.putObject(feature).put("supported", isSupported);
  }

  private ObjectNode meta(String kind, String path) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("resourceType", kind)
        .put("location", root + path);
  }
}

package dev.rolecall.ingest.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The service describes itself by the schemas it works with. */
class DiscoveryTest {

  private final Discovery discovery = new Discovery("https://h/scim/v2");

  @Test
  void allSchemasAreListedAndFoundByTheirUrn() {
    JsonNode list = discovery.schemas();
    assertThat(list.path("totalResults").intValue()).isEqualTo(3);
    for (JsonNode schema : list.path("Resources")) {
      assertThat(discovery.schema(schema.path("id").asText())).contains((ObjectNode) schema);
      assertThat(schema.at("/meta/location").asText())
          .isEqualTo("https://h/scim/v2/Schemas/" + schema.path("id").asText());
    }
    assertThat(discovery.schema("urn:example:x")).isEmpty();
  }

  @Test
  void everyAttributeHasAllCharacteristicsAndNoNulls() {
    List<JsonNode> attributes = new ArrayList<>();
    discovery
        .schemas()
        .path("Resources")
        .forEach(schema -> collect(schema.path("attributes"), attributes));
    assertThat(attributes).hasSizeGreaterThan(60);
    for (JsonNode attribute : attributes) {
      assertThat(attribute.path("type").asText())
          .isIn(
              "string",
              "boolean",
              "decimal",
              "integer",
              "dateTime",
              "reference",
              "binary",
              "complex");
      assertThat(attribute.path("mutability").asText())
          .isIn("readOnly", "readWrite", "immutable", "writeOnly");
      assertThat(attribute.path("returned").asText()).isIn("always", "never", "default", "request");
      assertThat(attribute.path("uniqueness").asText()).isIn("none", "server", "global");
      assertThat(Set.of("multiValued", "required", "caseExact"))
          .allMatch(name -> attribute.path(name).isBoolean());
      assertThat(attribute.path("description").asText()).isNotEmpty();
    }
    assertThat(discovery.schemas().toString()).doesNotContain("null");
  }

  @Test
  void thePasswordIsWriteOnlyAndNeverReturned() {
    JsonNode user = discovery.schema(UserSchema.CORE_URN).orElseThrow();
    for (JsonNode attribute : user.path("attributes")) {
      boolean isPassword = attribute.path("name").asText().equals("password");
      assertThat(attribute.path("returned").asText().equals("never")).isEqualTo(isPassword);
    }
  }

  @Test
  void whatAPersonAlwaysHasIsRequired() {
    JsonNode user = discovery.schema(UserSchema.CORE_URN).orElseThrow();
    List<String> required = new ArrayList<>();
    for (JsonNode attribute : user.path("attributes")) {
      if (attribute.path("required").booleanValue()) {
        required.add(attribute.path("name").asText());
      }
    }
    assertThat(required).containsExactly("userName", "active");
  }

  @Test
  void resourceTypesNameTheirSchemas() {
    JsonNode user = discovery.resourceType("User").orElseThrow();
    assertThat(user.path("endpoint").asText()).isEqualTo("/Users");
    assertThat(user.path("schema").asText()).isEqualTo(UserSchema.CORE_URN);
    assertThat(user.at("/schemaExtensions/0/schema").asText()).isEqualTo(UserSchema.ENTERPRISE_URN);
    assertThat(discovery.resourceTypes().path("totalResults").intValue()).isEqualTo(2);
    assertThat(discovery.resourceType("Robot")).isEmpty();
  }

  @Test
  void onlyWhatIsBuiltIsAnnounced() {
    JsonNode config = discovery.serviceProviderConfig();
    assertThat(Set.of("patch", "filter", "sort", "etag"))
        .allMatch(feature -> config.path(feature).path("supported").booleanValue());
    assertThat(config.at("/changePassword/supported").booleanValue()).isFalse();
    assertThat(config.at("/pagination/cursor").booleanValue()).isTrue();
    assertThat(config.at("/pagination/defaultPaginationMethod").asText()).isEqualTo("index");
    assertThat(config.at("/pagination/cursorTimeout").intValue()).isEqualTo(3600);
    assertThat(config.at("/authenticationSchemes/0/type").asText()).isEqualTo("oauthbearertoken");
  }

  private static void collect(JsonNode attributes, List<JsonNode> all) {
    for (JsonNode attribute : attributes) {
      all.add(attribute);
      collect(attribute.path("subAttributes"), all);
    }
  }
}

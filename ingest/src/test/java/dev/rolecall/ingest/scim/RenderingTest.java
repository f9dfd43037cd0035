package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.ENTERPRISE;
import static dev.rolecall.ingest.scim.Texts.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What answers look like, and what of them a client can choose. */
class RenderingTest {

  private static final Rendering RENDERING = new Rendering("https://h/scim/v2");
  private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final ObjectNode ADA =
      RENDERING.user(
          new UserState("u1", 7L, CREATED, CREATED, Texts.user(Texts.ADA)),
          List.of(new Rendering.Link("g1", "G")));

  @Test
  void aUserHasSchemasIdAndMetaOfOurs() {
    assertThat(ADA.path("schemas"))
        .isEqualTo(json("['urn:ietf:params:scim:schemas:core:2.0:User','" + ENTERPRISE + "']"));
    assertThat(ADA.path("id").asText()).isEqualTo("u1");
    assertThat(ADA.path("meta"))
        .isEqualTo(
            json(
                "{'resourceType':'User','created':'2026-03-01T10:00:00.123Z','lastModified':'2026-03-01T10:00:00.123Z',"
                    + "'location':'https://h/scim/v2/Users/u1','version':'W/\\\"7\\\"'}"));
    assertThat(ADA.path("groups"))
        .isEqualTo(
            json(
                "[{'value':'g1','$ref':'https://h/scim/v2/Groups/g1','display':'G','type':'direct'}]"));
    assertThat(ADA.has("password")).isFalse();
  }

  @Test
  void everyElementSaysWhetherItIsPrimary() {
    ObjectNode rendered =
        rendered("{'userName':'u','emails':[{'value':'a'},{'value':'b','primary':true}]}");
    assertThat(rendered.path("emails"))
        .isEqualTo(json("[{'value':'a','primary':false},{'value':'b','primary':true}]"));
  }

  @Test
  void aManagerIsLinked() {
    ObjectNode rendered =
        rendered("{'userName':'u','" + ENTERPRISE + "':{'manager':{'value':'m1'}}}");
    assertThat(rendered.path(ENTERPRISE).path("manager"))
        .isEqualTo(json("{'value':'m1','$ref':'https://h/scim/v2/Users/m1'}"));
    assertThat(rendered("{'userName':'u'}").has(ENTERPRISE)).isFalse();
  }

  private static ObjectNode rendered(String user) {
    return RENDERING.user(new UserState("u1", 1L, CREATED, CREATED, Texts.user(user)), null);
  }

  @Test
  void aForeignExtensionIsListedInSchemas() {
    User user = Texts.user("{'userName':'u','urn:example:badge':{'n':1}}");
    ObjectNode rendered = RENDERING.user(new UserState("u1", 1L, CREATED, CREATED, user), null);
    assertThat(rendered.path("schemas"))
        .isEqualTo(json("['urn:ietf:params:scim:schemas:core:2.0:User','urn:example:badge']"));
    assertThat(rendered.path("urn:example:badge")).isEqualTo(json("{'n':1}"));
    assertThat(rendered.has("groups")).isFalse();
  }

  @Test
  void aGroupHasMembersOnlyWhenTheyAreSupplied() {
    GroupState state = new GroupState("g1", 3L, 12L, CREATED, CREATED, "G", null, 1, 0, null);
    assertThat(RENDERING.group(state, null).has("members")).isFalse();
    ObjectNode rendered = RENDERING.group(state, List.of(new Rendering.Link("u9", null)));
    assertThat(rendered.path("members"))
        .isEqualTo(json("[{'value':'u9','$ref':'https://h/scim/v2/Users/u9','type':'User'}]"));
    assertThat(rendered.at("/meta/version").asText()).isEqualTo("W/\"3.12\"");
    assertThat(rendered.has("externalId")).isFalse();
  }

  @Test
  void aProjectionKeepsWhatIsAskedForAndWhatIsAlwaysReturned() {
    assertThat(keys(project("userName", null)))
        .containsExactlyInAnyOrder("schemas", "id", "userName");
    assertThat(keys(project("id", null))).containsExactlyInAnyOrder("schemas", "id");
    assertThat(project("emails.value,NAME.givenname", null).path("emails"))
        .isEqualTo(json("[{'value':'ada@example.com'},{'value':'ada@home.example'}]"));
    assertThat(project("name.givenName", null).path("name")).isEqualTo(json("{'givenName':'Ada'}"));
    assertThat(project("department", null).path(ENTERPRISE))
        .isEqualTo(json("{'department':'Engines'}"));
    assertThat(project(ENTERPRISE, null).path(ENTERPRISE)).isEqualTo(ADA.path(ENTERPRISE));
    assertThat(keys(project("shoeSize", null))).containsExactlyInAnyOrder("schemas", "id");
    assertThat(project("", null)).isEqualTo(ADA);
  }

  @Test
  void aProjectionLeavesOutWhatIsExcluded() {
    assertThat(keys(project(null, "emails,groups,id,schemas," + ENTERPRISE)))
        .contains("id", "schemas", "title")
        .doesNotContain("emails", "groups", ENTERPRISE);
    assertThat(project(null, "name.familyName").path("name"))
        .isEqualTo(json("{'givenName':'Ada'}"));
    assertThat(project(null, ENTERPRISE + ":manager").path(ENTERPRISE))
        .isEqualTo(json("{'department':'Engines'}"));
    assertThat(project(null, null)).isEqualTo(ADA);
  }

  @Test
  void membersThatAreExcludedNeedNotBeRead() {
    assertThat(Projection.of(ResourceType.GROUP, null, "members").includes("members")).isFalse();
    assertThat(Projection.of(ResourceType.GROUP, "displayName", null).includes("members"))
        .isFalse();
    assertThat(Projection.of(ResourceType.GROUP, "members.value", null).includes("members"))
        .isTrue();
    assertThat(Projection.of(ResourceType.GROUP, null, "members.display").includes("members"))
        .isTrue();
    assertThat(Projection.of(ResourceType.GROUP, null, null).includes("members")).isTrue();
  }

  @Test
  void aListSaysHowManyItReallyHas() {
    ObjectNode page = ListResponse.render(List.of(ADA), 17, 3);
    assertThat(page.path("itemsPerPage").isInt()).isTrue();
    assertThat(page.path("itemsPerPage").intValue()).isEqualTo(1);
    assertThat(page.path("totalResults").longValue()).isEqualTo(17);
    assertThat(page.path("startIndex").intValue()).isEqualTo(3);
    assertThat(ListResponse.render(List.of(), 0, 1).path("Resources")).isEqualTo(json("[]"));
  }

  private static ObjectNode project(@Nullable String attributes, @Nullable String excluded) {
    return Projection.of(ResourceType.USER, attributes, excluded).apply(ADA);
  }

  private static Set<String> keys(ObjectNode node) {
    Set<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}

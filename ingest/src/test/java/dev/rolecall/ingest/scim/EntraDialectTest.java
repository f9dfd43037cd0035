package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.ADA;
import static dev.rolecall.ingest.scim.Texts.ENTERPRISE;
import static dev.rolecall.ingest.scim.Texts.json;
import static dev.rolecall.ingest.scim.Texts.patch;
import static dev.rolecall.ingest.scim.Texts.patched;
import static dev.rolecall.ingest.scim.Texts.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.schemas.avro.User;
import org.junit.jupiter.api.Test;

/** What Microsoft Entra ID sends for users, beyond the rules that all dialects share. */
class EntraDialectTest {

  @Test
  void severalSubAttributesOfOneValuePathLandOnOneElement() {
    JsonNode after =
        patched(
            ADA,
            "{'op':'Add','path':'addresses[type eq \\\"work\\\"].streetAddress','value':'1 Rd'}",
            "{'op':'Add','path':'addresses[type eq \\\"work\\\"].locality','value':'York'}",
            "{'op':'Add','path':'addresses[type eq \\\"work\\\"].postalCode','value':'YO1'}");
    assertThat(after.path("addresses"))
        .isEqualTo(
            json(
                "[{'locality':'London','type':'home'},{'streetAddress':'1 Rd','locality':'York','postalCode':'YO1','type':'work'}]"));
  }

  @Test
  void aPartOfTheNameIsMerged() {
    assertThat(
            patched(ADA, "{'op':'Replace','path':'name','value':{'familyName':'N'}}").path("name"))
        .isEqualTo(json("{'familyName':'N','givenName':'Ada'}"));
  }

  @Test
  void enterpriseAttributesAreAddressedByUrn() {
    assertThat(
            patched(ADA, "{'op':'Replace','path':'" + ENTERPRISE + ":department','value':'D'}")
                .at("/" + ENTERPRISE + "/department")
                .asText())
        .isEqualTo("D");
    assertThat(
            patched(
                    ADA,
                    "{'op':'Replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department','value':'D'}")
                .at("/" + ENTERPRISE + "/department")
                .asText())
        .isEqualTo("D");
  }

  @Test
  void aWholeExtensionIsRemoved() {
    assertThat(patched(ADA, "{'op':'Remove','path':'" + ENTERPRISE + "'}").has(ENTERPRISE))
        .isFalse();
    assertThat(patched(ADA, "{'op':'Replace','value':{'" + ENTERPRISE + "':null}}").has(ENTERPRISE))
        .isFalse();
  }

  @Test
  void nullsAndEmptyListsInANewUserAreUnassigned() {
    User user =
        user(
            "{'userName':'u','addresses':null,'title':null,'manager':null,'roles':[],'nickName':'','name':{'givenName':null}}");
    assertThat(UserCodec.toJson(user)).isEqualTo(json("{'userName':'u','active':true}"));
  }

  @Test
  void stringBooleansInANewUserAreBooleans() {
    User user =
        user("{'userName':'u','active':'False','emails':[{'value':'a@x','primary':'True'}]}");
    assertThat(user.getActive()).isFalse();
    assertThat(user.getEmails().getFirst().getPrimary()).isTrue();
  }

  @Test
  void extensionAttributesOfAnUnlistedSchemaAreKept() {
    String urn = "urn:ietf:params:scim:schemas:extension:acme:2.0:User";
    JsonNode after =
        patched(
            ADA,
            "{'op':'Add','path':'" + urn + ":badge','value':'42'}",
            "{'op':'Replace','value':{'" + urn + "':{'level':3,'tags':['b','a']}}}");
    assertThat(after.path(urn)).isEqualTo(json("{'badge':'42','level':3,'tags':['b','a']}"));
    User user = patch(ADA, "{'op':'Add','path':'" + urn + ":badge','value':'42'}").user();
    assertThat(user.getExtensions()).containsEntry(urn, "{\"badge\":\"42\"}");
    Patch remove =
        Patch.parse(
            ResourceType.USER,
            Texts.ID,
            Texts.operations("{'op':'Remove','path':'" + urn + ":badge'}"),
            Tolerance.LENIENT);
    assertThat(UserPatch.apply(remove, user).user().getExtensions()).isEmpty();
    Patch drop =
        Patch.parse(
            ResourceType.USER,
            Texts.ID,
            Texts.operations("{'op':'Remove','path':'" + urn + "'}"),
            Tolerance.LENIENT);
    assertThat(UserPatch.apply(drop, user).user().getExtensions()).isEmpty();
  }

  @Test
  void valuesAreEchoedUnmodified() {
    User user =
        user(
            "{'userName':' Ada.L@Example.COM ','displayName':'Ädä  L','emails':[{'value':'A@X.com','type':'Work'}]}");
    JsonNode json = UserCodec.toJson(user);
    assertThat(json.path("userName").asText()).isEqualTo(" Ada.L@Example.COM ");
    assertThat(json.path("displayName").asText()).isEqualTo("Ädä  L");
    assertThat(json.at("/emails/0")).isEqualTo(json("{'value':'A@X.com','type':'Work'}"));
  }

  @Test
  void strangeSchemasAreIgnored() {
    Reading<GroupDraft> group =
        GroupCodec.read(
            json(
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group','http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],"
                    + "'displayName':'G','externalId':'e'}"),
            Tolerance.LENIENT);
    assertThat(group.value()).isEqualTo(new GroupDraft("G", "e", null));
    assertThat(group.deviations()).containsExactly(Deviation.UNKNOWN_SCHEMA);
  }
}

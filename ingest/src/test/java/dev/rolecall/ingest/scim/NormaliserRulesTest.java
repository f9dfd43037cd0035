package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.ADA;
import static dev.rolecall.ingest.scim.Texts.ENTERPRISE;
import static dev.rolecall.ingest.scim.Texts.ID;
import static dev.rolecall.ingest.scim.Texts.json;
import static dev.rolecall.ingest.scim.Texts.operations;
import static dev.rolecall.ingest.scim.Texts.patch;
import static dev.rolecall.ingest.scim.Texts.patched;
import static dev.rolecall.ingest.scim.Texts.refused;
import static dev.rolecall.ingest.scim.Texts.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which PATCH bodies of all dialects become the same operations. */
class NormaliserRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"replace", "Replace", "REPLACE"})
  void theCaseOfAnOpDoesNotMatter(String op) {
    assertThat(
            patched(ADA, "{'op':'" + op + "','path':'title','value':'Countess'}")
                .path("title")
                .asText())
        .isEqualTo("Countess");
  }

  @Test
  void anOperationWithoutOpReplacesUnlessTheClientIsHeldToTheRfc() {
    String noOp = "{'path':'title','value':'Countess'}";
    assertThat(patch(ADA, noOp).deviations()).contains(Deviation.OP_MISSING);
    assertThat(patched(ADA, noOp).path("title").asText()).isEqualTo("Countess");
    refused(
        ScimType.INVALID_SYNTAX,
        () -> Patch.parse(ResourceType.USER, ID, operations(noOp), Tolerance.STRICT));
  }

  @Test
  void anExtensionMayNameItsSchemaOnceMoreInside() {
    String echo =
        "{'op':'add','path':'%1$s','value':{'schemas':['%1$s'],'department':'Engines'}}"
            .formatted(ENTERPRISE);
    Patch patch = Patch.parse(ResourceType.USER, ID, operations(echo), Tolerance.STRICT);
    assertThat(patch.deviations()).isEmpty();
    assertThat(patched("{'userName':'u'}", echo).path(ENTERPRISE))
        .isEqualTo(json("{'department':'Engines'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emails[type eq 'work'].value",
        "  emails[type eq 'work'].value ",
        "/emails[type eq 'work'].value",
        "emails%5Btype%20eq%20%22work%22%5D.value",
        "EMAILS[Type EQ 'WORK'].Value",
        "emails[  type   eq   'work'  ].value",
        "urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq 'work'].value"
      })
  void aPathIsUnderstoodInEverySpelling(String path) {
    JsonNode after =
        patched(
            ADA,
            "{'op':'replace','path':'"
                + path.replace("'", "\\'").replace("\\'", "\\\"")
                + "','value':'new@example.com'}");
    assertThat(after.at("/emails/0/value").asText()).isEqualTo("new@example.com");
    assertThat(after.at("/emails")).hasSize(2);
  }

  @Test
  void anUnqualifiedAttributeOfAnExtensionIsFound() {
    UserPatch.PatchedUser after = patch(ADA, "{'op':'replace','path':'costCenter','value':'42'}");
    assertThat(after.user().getEnterprise().getCostCenter()).isEqualTo("42");
    assertThat(after.deviations()).contains(Deviation.UNQUALIFIED_EXTENSION);
  }

  @Test
  void eachKeyOfAValueWithoutPathIsAPath() {
    JsonNode after =
        patched(
            ADA,
            "{'op':'replace','value':{'displayName':'B','name.givenName':'K','emails[type eq \\\"home\\\"].value':'h@x','"
                + ENTERPRISE
                + ":employeeNumber':'7','"
                + ENTERPRISE
                + "':{'division':'D'}}}");
    assertThat(after.path("displayName").asText()).isEqualTo("B");
    assertThat(after.path("name")).isEqualTo(json("{'givenName':'K','familyName':'Lovelace'}"));
    assertThat(after.at("/emails/1/value").asText()).isEqualTo("h@x");
    assertThat(after.path(ENTERPRISE))
        .isEqualTo(
            json(
                "{'employeeNumber':'7','division':'D','department':'Engines','manager':{'value':'m1'}}"));
  }

  @Test
  void readOnlyKeysOfAValueWithoutPathAreIgnored() {
    UserPatch.PatchedUser after =
        patch(
            ADA,
            "{'op':'replace','value':{'id':'other','groups':[{'value':'g'}],'meta':{},'title':'T'}}");
    assertThat(after.user().getTitle()).isEqualTo("T");
    assertThat(after.deviations()).contains(Deviation.READ_ONLY_IGNORED);
  }

  @Test
  void aReadOnlyPathIsRefused() {
    refused(
        ScimType.MUTABILITY,
        () -> patch(ADA, "{'op':'add','path':'groups','value':[{'value':'g'}]}"));
    refused(ScimType.MUTABILITY, () -> patch(ADA, "{'op':'replace','path':'id','value':'other'}"));
    refused(ScimType.MUTABILITY, () -> patch(ADA, "{'op':'remove','path':'id'}"));
  }

  @Test
  void theOwnIdAndSchemasAndMetaAreIgnoredAsPaths() {
    assertThat(
            patch(
                    ADA,
                    "{'op':'replace','path':'id','value':'" + ID + "'}",
                    "{'op':'replace','path':'schemas','value':['x']}",
                    "{'op':'replace','path':'meta.created','value':'x'}")
                .changed())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "'False'", "'false'", "'FALSE'", "[false]", "['False']"})
  void aBooleanIsUnderstoodInEverySpelling(String value) {
    assertThat(
            patch(ADA, "{'op':'Replace','path':'active','value':" + value + "}").user().getActive())
        .isFalse();
  }

  @Test
  void aBooleanThatIsNoneIsRefused() {
    refused(
        ScimType.INVALID_VALUE, () -> patch(ADA, "{'op':'replace','path':'active','value':'no'}"));
    refused(
        ScimType.INVALID_VALUE, () -> patch(ADA, "{'op':'replace','path':'active','value':{}}"));
  }

  @Test
  void scalarsGetTheTypeOfTheirAttribute() {
    assertThat(
            patched(ADA, "{'op':'replace','path':'displayName','value':['X']}")
                .path("displayName")
                .asText())
        .isEqualTo("X");
    assertThat(
            patched(ADA, "{'op':'replace','path':'employeeNumber','value':7}")
                .at("/" + ENTERPRISE + "/employeeNumber")
                .asText())
        .isEqualTo("7");
    refused(
        ScimType.INVALID_VALUE,
        () -> patch(ADA, "{'op':'replace','path':'displayName','value':['X','Y']}"));
    refused(
        ScimType.INVALID_VALUE, () -> patch(ADA, "{'op':'replace','path':'name','value':'Ada'}"));
    refused(
        ScimType.INVALID_VALUE,
        () -> patch(ADA, "{'op':'replace','path':'title','value':{'a':1}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'add','path':'manager','value':'m2'}",
        "{'op':'Replace','path':'manager','value':[{'$ref':'../Users/m2','value':'m2'}]}",
        "{'op':'replace','path':'manager','value':{'value':'m2'}}",
        "{'op':'replace','path':'manager.value','value':'m2'}",
        "{'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager','value':'m2'}",
        "{'op':'replace','value':{'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager':'m2'}}",
        "{'op':'replace','value':{'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'manager':'m2'}}}"
      })
  void aManagerIsSetInEveryShape(String operation) {
    assertThat(patch(ADA, operation).user().getEnterprise().getManager()).isEqualTo("m2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'replace','path':'manager','value':''}",
        "{'op':'add','path':'manager','value':''}",
        "{'op':'replace','path':'manager','value':null}",
        "{'op':'replace','path':'manager','value':[]}",
        "{'op':'replace','path':'manager','value':{'value':''}}",
        "{'op':'remove','path':'manager'}",
        "{'op':'remove','path':'manager','value':'m1'}",
        "{'op':'remove','path':'manager[value eq \\\"m1\\\"]'}"
      })
  void aManagerIsClearedInEveryShape(String operation) {
    assertThat(patch(ADA, operation).user().getEnterprise().getManager()).isNull();
    assertThat(patch(ADA, operation).user().getEnterprise().getDepartment()).isEqualTo("Engines");
  }

  @Test
  void aValuePathThatMatchesNothingMakesItsElement() {
    String operation =
        "{'op':'replace','path':'phoneNumbers[type eq \\\"work\\\" and primary eq true].value','value':'1'}";
    assertThat(patched(ADA, operation).path("phoneNumbers"))
        .isEqualTo(json("[{'value':'1','type':'work','primary':true}]"));
    assertThat(patch(ADA, operation).deviations()).contains(Deviation.SYNTHESISED_ELEMENT);
    assertThat(
            patched(
                    ADA,
                    "{'op':'add','path':'addresses[type eq \\\"work\\\"]','value':{'locality':'Turin'}}")
                .at("/addresses/1"))
        .isEqualTo(json("{'locality':'Turin','type':'work'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type eq 'a' or type eq 'b'",
        "not (type eq 'a')",
        "type sw 'a'",
        "type ne 'work' and type ne 'home'"
      })
  void anElementThatCannotBeMadeIsAMissingTarget(String filter) {
    String path = "phoneNumbers[" + filter.replace("'", "\\\"") + "].value";
    refused(
        ScimType.NO_TARGET, () -> patch(ADA, "{'op':'replace','path':'" + path + "','value':'1'}"));
  }

  @Test
  void anObjectForAListIsOneElement() {
    assertThat(
            patched(ADA, "{'op':'add','path':'emails','value':{'value':'c@x','type':'other'}}")
                .path("emails"))
        .hasSize(3);
  }

  @Test
  void addingUnitesByValueAndTypeAndNeverDuplicates() {
    UserPatch.PatchedUser same =
        patch(
            ADA,
            "{'op':'add','path':'emails','value':[{'value':'ADA@home.example','type':'home'}]}");
    assertThat(same.user().getEmails()).hasSize(2);
    assertThat(patch(ADA, "{'op':'add','path':'roles','value':[{'value':'reader'}]}").changed())
        .isFalse();
    assertThat(
            patched(
                    ADA,
                    "{'op':'add','path':'emails','value':[{'value':'ada@home.example','type':'other'}]}")
                .path("emails"))
        .hasSize(3);
    assertThat(
            patch(
                    ADA,
                    "{'op':'add','path':'addresses','value':[{'type':'home','locality':'London'}]}")
                .changed())
        .isFalse();
  }

  @Test
  void removingWithAListRemovesTheListedAndNoOthers() {
    assertThat(
            patched(ADA, "{'op':'remove','path':'emails','value':[{'value':'ada@home.example'}]}")
                .path("emails"))
        .isEqualTo(json("[{'value':'ada@example.com','type':'work','primary':true}]"));
    assertThat(patch(ADA, "{'op':'remove','path':'emails','value':[]}").changed()).isFalse();
  }

  @Test
  void removingASingleValueWithAValueRemovesIt() {
    assertThat(patched(ADA, "{'op':'remove','path':'title','value':'Analyst'}").has("title"))
        .isFalse();
    assertThat(
            patched(
                    ADA,
                    "{'op':'Remove','path':'emails[type eq \\\"work\\\"].value','value':'ada@example.com'}")
                .path("emails"))
        .isEqualTo(json("[{'value':'ada@home.example','type':'home'}]"));
  }

  @Test
  void removingWhatIsNotThereIsASuccessThatChangesNothing() {
    for (String operation :
        new String[] {
          "{'op':'remove','path':'nickName'}",
          "{'op':'remove','path':'emails[type eq \\\"other\\\"]'}",
          "{'op':'remove','path':'ims','value':[{'value':'x'}]}",
          "{'op':'remove','path':'urn:example:badge:number'}"
        }) {
      UserPatch.PatchedUser after = patch(ADA, operation);
      assertThat(after.changed()).as(operation).isFalse();
      assertThat(after.deviations()).as(operation).contains(Deviation.UNMATCHED_REMOVE);
    }
  }

  @Test
  void aNewPrimaryDemotesTheOld() {
    JsonNode expected =
        json(
            "[{'value':'ada@example.com','type':'work'},{'value':'ada@home.example','type':'home','primary':true}]");
    assertThat(
            patched(
                    ADA,
                    "{'op':'replace','path':'emails[type eq \\\"home\\\"].primary','value':'True'}")
                .path("emails"))
        .isEqualTo(expected);
    assertThat(
            patched(
                    ADA,
                    "{'op':'add','path':'emails','value':[{'value':'ada@home.example','type':'home','primary':true}]}")
                .path("emails"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]"})
  void replacingAListWithNothingClearsIt(String nothing) {
    assertThat(
            patched(ADA, "{'op':'replace','path':'emails','value':" + nothing + "}").has("emails"))
        .isFalse();
  }

  @Test
  void aRequiredAttributeCannotBeCleared() {
    refused(ScimType.MUTABILITY, () -> patch(ADA, "{'op':'remove','path':'userName'}"));
    refused(ScimType.MUTABILITY, () -> patch(ADA, "{'op':'replace','value':{'userName':null}}"));
    refused(ScimType.MUTABILITY, () -> patch(ADA, "{'op':'replace','path':'userName','value':''}"));
  }

  @Test
  void aPasswordIsAcceptedAndDropped() {
    for (String operation :
        new String[] {
          "{'op':'replace','value':{'password':'s3cret'}}",
          "{'op':'replace','path':'password','value':'s3cret'}"
        }) {
      UserPatch.PatchedUser after = patch(ADA, operation);
      assertThat(after.changed()).isFalse();
      assertThat(after.user().toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void anUnknownAttributeIsIgnoredUnlessTheClientIsHeldToTheRfc() {
    String path = "{'op':'replace','path':'shoeSize','value':7}";
    String key = "{'op':'replace','value':{'shoeSize':7}}";
    assertThat(patch(ADA, path, key).changed()).isFalse();
    assertThat(patch(ADA, path).deviations()).contains(Deviation.UNKNOWN_ATTRIBUTE);
    refused(
        ScimType.INVALID_PATH,
        () -> Patch.parse(ResourceType.USER, ID, operations(path), Tolerance.STRICT));
    refused(
        ScimType.INVALID_SYNTAX,
        () -> Patch.parse(ResourceType.USER, ID, operations(key), Tolerance.STRICT));
  }

  @Test
  void aRoleAsJsonTextIsUnpacked() {
    String packed =
        "{\\\"id\\\":\\\"1\\\",\\\"value\\\":\\\"25\\\",\\\"displayName\\\":\\\"Admin\\\"}";
    JsonNode expected = json("{'value':'25','display':'Admin'}");
    assertThat(
            patched(ADA, "{'op':'Add','path':'roles','value':[{'value':'" + packed + "'}]}")
                .at("/roles/1"))
        .isEqualTo(expected);
    assertThat(patched(ADA, "{'op':'Add','path':'roles','value':'" + packed + "'}").at("/roles/1"))
        .isEqualTo(expected);
    assertThat(
            patched(
                    ADA,
                    "{'op':'Add','path':'roles[primary eq \\\"True\\\"].value','value':'"
                        + packed
                        + "'}")
                .at("/roles/1"))
        .isEqualTo(json("{'value':'25','primary':true}"));
  }

  @Test
  void allOperationsTakeEffectOrNone() {
    ObjectNode before = UserCodec.toJson(user(ADA));
    ObjectNode untouched = before.deepCopy();
    Patch patch =
        Patch.parse(
            ResourceType.USER,
            ID,
            operations(
                "{'op':'replace','path':'title','value':'X'}", "{'op':'remove','path':'userName'}"),
            Tolerance.LENIENT);
    refused(ScimType.MUTABILITY, () -> patch.apply(before));
    assertThat(before).isEqualTo(untouched);
  }

  @Test
  void whatChangesNothingIsSaidToChangeNothing() {
    assertThat(patch(ADA, "{'op':'replace','path':'title','value':'Analyst'}").changed()).isFalse();
    assertThat(
            patch(
                    ADA,
                    "{'op':'replace','path':'title','value':'X'}",
                    "{'op':'replace','path':'title','value':'Analyst'}")
                .changed())
        .isFalse();
    assertThat(patch(ADA, "{'op':'replace','path':'userName','value':'ada@example.com'}").changed())
        .isTrue();
  }

  @Test
  void clearingActiveRevivesNobody() {
    User suspended = user(ADA.replace("'active':true", "'active':false"));
    for (String operation :
        new String[] {
          "{'op':'remove','path':'active'}", "{'op':'replace','path':'active','value':null}"
        }) {
      Patch patch = Patch.parse(ResourceType.USER, ID, operations(operation), Tolerance.LENIENT);
      assertThat(UserPatch.apply(patch, suspended).changed()).isFalse();
    }
  }

  @Test
  void malformedBodiesAreRefused() {
    for (String body :
        new String[] {
          "[]",
          "{}",
          "{'Operations':{}}",
          "{'Operations':[]}",
          "{'Operations':[1]}",
          "{'Operations':[{'op':'move'}]}"
        }) {
      refused(
          ScimType.INVALID_SYNTAX,
          () -> Patch.parse(ResourceType.USER, ID, json(body), Tolerance.LENIENT));
    }
    refused(ScimType.NO_TARGET, () -> patch(ADA, "{'op':'remove'}"));
    refused(ScimType.INVALID_VALUE, () -> patch(ADA, "{'op':'add','path':'title'}"));
    refused(ScimType.INVALID_VALUE, () -> patch(ADA, "{'op':'replace','value':'x'}"));
    refused(ScimType.INVALID_PATH, () -> patch(ADA, "{'op':'replace','path':7,'value':'x'}"));
    refused(
        ScimType.INVALID_FILTER,
        () -> patch(ADA, "{'op':'replace','path':'emails[type eq ].value','value':'x'}"));
    refused(
        ScimType.INVALID_PATH,
        () ->
            patch(ADA, "{'op':'replace','path':'emails[type eq \\\"a\\\"].value x','value':'x'}"));
  }
}

package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.ADA;
import static dev.rolecall.ingest.scim.Texts.ENTERPRISE;
import static dev.rolecall.ingest.scim.Texts.ID;
import static dev.rolecall.ingest.scim.Texts.json;
import static dev.rolecall.ingest.scim.Texts.operations;
import static dev.rolecall.ingest.scim.Texts.patch;
import static dev.rolecall.ingest.scim.Texts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.schemas.avro.User;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a careless reader takes for something else, and worse. */
class MisreadingTest {

  @Test
  void aPartOfAnOperationInOtherLettersIsNotOverlooked() {
    Reading<GroupDelta> read = group("{'Op':'remove','Path':'members','Value':[{'value':'u1'}]}");
    assertThat(read.value().members())
        .isEqualTo(new GroupDelta.Members.Change(Set.of(), Set.of("u1")));
    assertThat(read.deviations()).contains(Deviation.ENVELOPE);
    refused(
        ScimType.INVALID_SYNTAX,
        () -> group("{'op':'remove','Op':'add','path':'members','value':[{'value':'u1'}]}"));
  }

  @Test
  void anAttributeIsNotTakenFromTwoSpellings() {
    refused(
        ScimType.INVALID_SYNTAX, () -> created("{'userName':'a','active':true,'Active':false}"));
    refused(
        ScimType.INVALID_SYNTAX,
        () -> created("{'userName':'a','emails':[{'value':'a@x','Value':'b@x'}]}"));
    refused(
        ScimType.INVALID_SYNTAX,
        () -> patch(ADA, "{'op':'replace','value':{'title':'a','TITLE':'b'}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e400", "'a\\u0000b'", "'\\ud800'", "'\\udc00\\ud800'"})
  void whatIsNoTextIsNotKept(String value) {
    refused(ScimType.INVALID_VALUE, () -> created("{'userName':" + value + "}"));
    refused(
        ScimType.INVALID_VALUE,
        () -> patch(ADA, "{'op':'replace','path':'title','value':" + value + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'path':'members[value eq \\\"u1\\\"].value','value':'u2'",
        "'path':'members[value eq \\\"u1\\\" or value eq \\\"u2\\\"].value','value':'u1'"
      })
  void whoAMemberIsCannotBeChanged(String operation) {
    refused(ScimType.MUTABILITY, () -> group("{'op':'replace'," + operation + "}"));
  }

  @Test
  void whatElseIsSaidOfAMemberHasNoEffect() {
    for (String operation :
        new String[] {
          "'path':'members[value eq \\\"u1\\\"].value','value':'u1'",
          "'path':'members.type','value':'User'"
        }) {
      Reading<GroupDelta> read = group("{'op':'replace'," + operation + "}");
      assertThat(read.value().isEmpty()).as(operation).isTrue();
      assertThat(read.deviations()).contains(Deviation.READ_ONLY_IGNORED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn%3Aietf%3Aparams%3Ascim%3Aschemas%3Aextension%3Aenterprise%3A2.0%3AUser%3Adepartment",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department",
        "urn:scim:schemas:extension:enterprise:1.0:department"
      })
  void aNameOfAnExtensionIsUnderstoodAndNoted(String path) {
    UserPatch.PatchedUser after = patch(ADA, "{'op':'replace','path':'" + path + "','value':'D'}");
    assertThat(after.user().getEnterprise().getDepartment()).isEqualTo("D");
    assertThat(after.deviations())
        .containsAnyOf(Deviation.UNCLEAN_PATH, Deviation.SCHEMA_ALIAS)
        .hasSize(1);
  }

  @Test
  void whatAResourceSaysOfItsSchemasIsNoted() {
    String core = "'urn:ietf:params:scim:schemas:core:2.0:User'";
    assertThat(created("{'userName':'a'}").deviations()).containsExactly(Deviation.SCHEMAS_MISSING);
    assertThat(created("{'schemas':[],'userName':'a'}").deviations())
        .containsExactly(Deviation.SCHEMAS_MISSING);
    assertThat(created("{'schemas':[" + core + ",'urn:x:y'],'userName':'a'}").deviations())
        .containsExactly(Deviation.UNKNOWN_SCHEMA);
    assertThat(created("{'schemas':['urn:scim:schemas:core:1.0'],'userName':'a'}").deviations())
        .containsExactly(Deviation.SCHEMA_ALIAS);
    assertThat(
            created(
                    "{'schemas':["
                        + core
                        + "],'userName':'a','"
                        + ENTERPRISE
                        + "':{'department':'D'}}")
                .deviations())
        .containsExactly(Deviation.UNLISTED_EXTENSION);
    assertThat(
            created("{'schemas':[" + core + ",'urn:x:y:z'],'userName':'a','urn:x:y:z':{'a':1}}")
                .deviations())
        .isEmpty();
  }

  private static Reading<User> created(String body) {
    return UserCodec.create(json(body), Tolerance.LENIENT);
  }

  private static Reading<GroupDelta> group(String operation) {
    JsonNode body = operations(operation);
    return GroupPatch.read(ID, body, Tolerance.LENIENT);
  }
}

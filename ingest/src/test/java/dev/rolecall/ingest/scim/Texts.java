package dev.rolecall.ingest.scim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.schemas.avro.User;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Requests as readable text: apostrophes stand for quotation marks. */
final class Texts {

  static final String ENTERPRISE = UserSchema.ENTERPRISE_URN;
  static final String ID = "2819c223-7f76-453a-919d-413861904646";

  /** Has two addresses, a postal address, an enterprise extension and a role. */
  static final String ADA =
      """
      {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User','%s'],
       'userName':'Ada@Example.com','externalId':'EXT-1','active':true,'title':'Analyst',
       'name':{'givenName':'Ada','familyName':'Lovelace'},
       'emails':[{'type':'work','value':'ada@example.com','primary':true},{'type':'home','value':'ada@home.example'}],
       'addresses':[{'type':'home','locality':'London'}],
       'roles':[{'value':'reader'}],
       '%s':{'department':'Engines','manager':{'value':'m1'}}}
      """
          .formatted(ENTERPRISE, ENTERPRISE);

  private Texts() {}

  static JsonNode json(String text) {
    return ScimJson.read(text.replace('\'', '"'));
  }

  static User user(String text) {
    return UserCodec.create(json(text), Tolerance.LENIENT).value();
  }

  static JsonNode operations(String... operations) {
    return json(
        "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':["
            + String.join(",", operations)
            + "]}");
  }

  static UserPatch.PatchedUser patch(String before, String... operations) {
    Patch patch = Patch.parse(ResourceType.USER, ID, operations(operations), Tolerance.LENIENT);
    return UserPatch.apply(patch, user(before));
  }

  static JsonNode patched(String before, String... operations) {
    return UserCodec.toJson(patch(before, operations).user());
  }

  static void refused(ScimType type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ScimException.class,
            refusal ->
                org.assertj.core.api.Assertions.assertThat(refusal.error().type()).isEqualTo(type));
  }
}
